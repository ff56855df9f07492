using System.Collections.Concurrent;

namespace Sutler.Service.Api;

/// <summary>
/// Counts refused tokens per address in windows of a minute. An address over the limit is told to wait.
/// Memory: addresses of the current window only.
/// </summary>
internal sealed class FailureLimiter(TimeProvider time)
{
    public const int MostFailures = 30;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int MostAddresses = 10_000;
    private readonly Lock _turn = new();
    private ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private long _began = time.GetTimestamp();

    public bool Allows(string address)
    {
        Turn();
        return _failures.GetValueOrDefault(address) < MostFailures;
    }

    public void Failed(string address)
    {
        Turn();
        if (_failures.Count < MostAddresses || _failures.ContainsKey(address))
            _failures.AddOrUpdate(address, 1, static (_, count) => count + 1);
    }

    private void Turn()
    {
        lock (_turn)
        {
            if (time.GetElapsedTime(_began) < Window)
                return;
            _began = time.GetTimestamp();
            _failures = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        }
    }
}
