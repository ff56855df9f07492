namespace Sutler.Service.Applying;

/// <summary>Which calls go first when several wait for the target.</summary>
internal enum CallLane
{
    Normal,

    /// <summary>Overtakes every normal call that waits: leavers, and what an operator waits for.</summary>
    Priority,
}
