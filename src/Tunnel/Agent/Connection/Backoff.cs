namespace Sutler.Tunnel.Agent.Connection;

/// <summary>
/// How long to wait before the next attempt: a random time between nothing and a bound that doubles with each failure up to a cap ("full jitter"),
/// so that agents that lost the same node do not come back together. Pure but for the random source it is given.
/// </summary>
internal sealed class Backoff(TimeSpan cap, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    /// <param name="failures">Failures in a row, 0 right after a connection that had held.</param>
    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next(int failures) => random.NextDouble() * Bound(failures);

    /// <summary>The longest the wait can be.</summary>
    public TimeSpan Bound(int failures)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(failures, 0, 30));
        return doubled < cap ? doubled : cap;
    }
}
