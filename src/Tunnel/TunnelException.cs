namespace Sutler.Tunnel;

/// <summary>
/// A request could not be carried to its target. <see cref="MayHaveRun"/> is the one thing a caller must look at: false means that no byte of the
/// request reached the target and it may be sent again; true means that the target may have acted, and only reading it can tell.
/// </summary>
#pragma warning disable RCS1194 // Without an outcome this exception would say nothing.
public sealed class TunnelException : HttpRequestException
#pragma warning restore RCS1194
{
    public TunnelException(TunnelOutcome outcome, string message, Exception? inner = null)
        : base(message, inner) => Outcome = outcome;

    public TunnelOutcome Outcome { get; }

    public bool MayHaveRun => Outcome is TunnelOutcome.MayHaveRun;
}
