namespace Sutler.Service.Inbound.Uploads;

/// <summary>Where a record stands.</summary>
internal static class UploadStatus
{
    public const string Staged = "staged";

    /// <summary>It would take a user out of use, and too many others would be too.</summary>
    public const string Held = "held";

    public const string Success = "success";
    public const string Skipped = "skipped";
    public const string Failure = "failure";

    /// <summary>Dropped by an operator, or by a restart of the job.</summary>
    public const string Discarded = "discarded";

    public static bool IsOpen(string status) => status is Staged or Held;

    public static string Of(UploadPlan plan) => plan.Action switch
    {
        UploadAction.Fail => Failure,
        UploadAction.Skip or UploadAction.None => Skipped,
        _ => Success,
    };
}
