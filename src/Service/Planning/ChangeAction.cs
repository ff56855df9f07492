namespace Sutler.Service.Planning;

/// <summary>What a change does at the target.</summary>
internal enum ChangeAction
{
    /// <summary>Nothing.</summary>
    None,
    Create,
    Update,

    /// <summary>An update that takes the account out of use.</summary>
    Disable,
    Delete,
}
