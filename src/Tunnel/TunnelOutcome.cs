namespace Sutler.Tunnel;

/// <summary>What became of a request that got no answer from its target.</summary>
public enum TunnelOutcome
{
    /// <summary>Nothing reached the target.</summary>
    NotSent,

    /// <summary>The request was, or may have been, handed to the target.</summary>
    MayHaveRun,

    /// <summary>The agent's allow-list refuses the target; nothing was sent.</summary>
    NotAllowed,
}
