namespace Sutler.Service.Guards;

/// <summary>
/// Which removals were let through in the last while, by job. Cycles that begin with every change would otherwise cut a mass removal into
/// harmless slices. Kept in memory: after a restart the count begins anew. Safe for any number of callers.
/// </summary>
internal sealed class RemovalWindow(TimeProvider time)
{
    /// <summary>As long as a cycle of the original takes to come round (S/PERF-1).</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(40);

    private readonly Lock _state = new();
    private readonly Dictionary<string, Dictionary<string, DateTimeOffset>> _passed = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Of(string job)
    {
        lock (_state)
        {
            if (!_passed.TryGetValue(job, out var passed))
                return new HashSet<string>(StringComparer.Ordinal);
            var since = time.GetUtcNow() - Length;
            foreach (var id in passed.Where(pair => pair.Value < since).Select(pair => pair.Key).ToList())
                passed.Remove(id);
            return passed.Keys.ToHashSet(StringComparer.Ordinal);
        }
    }

    public void Add(string job, IEnumerable<string> ids)
    {
        lock (_state)
        {
            if (!_passed.TryGetValue(job, out var passed))
                _passed[job] = passed = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
            foreach (var id in ids)
                passed.TryAdd(id, time.GetUtcNow());
        }
    }
}
