namespace Sutler.Service.Inbound.Uploads;

/// <summary>What the service decides to do with a record (S/IN-3).</summary>
internal enum UploadAction
{
    None,
    Create,
    Update,
    Enable,
    Disable,

    /// <summary>The record is not for this job.</summary>
    Skip,

    /// <summary>The record cannot be carried out.</summary>
    Fail,
}
