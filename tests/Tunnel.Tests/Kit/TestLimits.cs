namespace Sutler.Tunnel.Tests.Kit;

/// <summary>No test waits for ever.</summary>
internal static class TestLimits
{
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    public static CancellationToken Token() => new CancellationTokenSource(Wait).Token;

    /// <summary>Waits for a state that no signal tells.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Wait);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"It did not happen within {Wait}: {what}");
            await tick.WaitForNextTickAsync();
        }
    }
}
