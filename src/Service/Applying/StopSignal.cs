namespace Sutler.Service.Applying;

/// <summary>How work ends when the service stops: first nothing new is begun, a little later what is in flight is given up.</summary>
/// <param name="Stopping">Begin nothing new.</param>
/// <param name="Abort">Give up what is in flight; it is settled by reading at the next start.</param>
internal sealed record StopSignal(CancellationToken Stopping, CancellationToken Abort)
{
    public static readonly StopSignal Never = new(CancellationToken.None, CancellationToken.None);
}
