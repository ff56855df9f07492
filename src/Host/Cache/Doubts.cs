using System.Collections.Frozen;

namespace Sutler.Host.Cache;

/// <summary>
/// The objects whose change may or may not have been made: the connection does not answer for them until the target was read again. Readers
/// take no lock.
/// </summary>
internal sealed class Doubts
{
    private FrozenDictionary<string, FrozenSet<string>> _types = FrozenDictionary<string, FrozenSet<string>>.Empty;
    private int _count;

    /// <summary>How many changes are in doubt.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Set(IReadOnlyCollection<JournalRow> rows)
    {
        // A create whose anchor the target makes has no id: the empty one stands for it.
        var types = rows.GroupBy(r => r.Type, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(
            g => g.Key, g => g.Select(r => r.Id ?? "").ToFrozenSet(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
        Volatile.Write(ref _types, types);
        Volatile.Write(ref _count, rows.Count);
    }

    /// <summary>Whether any object of the type is in doubt: then nobody can say that a listing is complete.</summary>
    public bool Any(string type) => Volatile.Read(ref _types).ContainsKey(type);

    /// <summary>Whether this object is in doubt. One that the cache does not know may be one that was created under an id of the target's making.</summary>
    public bool Covers(string type, string id, bool known) =>
        Volatile.Read(ref _types).TryGetValue(type, out var ids) && (ids.Contains(id) || (!known && ids.Contains("")));
}
