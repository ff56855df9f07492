using System.Collections.Concurrent;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// Lists of all ids, so that later pages of a list go on in the order that its first page began, without reading all ids anew for each. A
/// list is made at a first page and kept for a minute. 16 bytes an object.
/// </summary>
internal sealed class IdSnapshots(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (Guid[] Ids, long At)> _lists = new(StringComparer.Ordinal);

    public async Task<Guid[]> GetAsync(string table, bool fresh, Func<Task<IEnumerable<string>>> read)
    {
        if (!fresh && _lists.TryGetValue(table, out var kept) && time.GetElapsedTime(kept.At) < Lifetime)
            return kept.Ids;
        var at = time.GetTimestamp();
        var ids = (await read()).Select(Guid.Parse).ToArray();

        // GUIDs compare as their text does.
        Array.Sort(ids);
        _lists[table] = (ids, at);
        return ids;
    }
}
