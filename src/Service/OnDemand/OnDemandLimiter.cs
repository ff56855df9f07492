using System.Collections.Concurrent;

namespace Sutler.Service.OnDemand;

/// <summary>Lets five requests in ten seconds through for each job (S/OD-2). Safe for concurrent callers.</summary>
internal sealed class OnDemandLimiter(TimeProvider time)
{
    public const int Most = 5;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);

    /// <summary>How long to wait; null to go on.</summary>
    public TimeSpan? Enter(string jobId)
    {
        var calls = _calls.GetOrAdd(jobId, static _ => new Queue<DateTimeOffset>());
        var now = time.GetUtcNow();
        lock (calls)
        {
            while (calls.TryPeek(out var oldest) && now - oldest >= Window)
                calls.Dequeue();
            if (calls.Count >= Most)
                return Window - (now - calls.Peek());
            calls.Enqueue(now);
            return null;
        }
    }
}
