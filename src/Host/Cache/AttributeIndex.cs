using System.Collections.Concurrent;

namespace Sutler.Host.Cache;

/// <summary>
/// A hash index: the values at one place of a resource, by that attribute's case rule, to the entries that hold it. Readers take no lock; there is one
/// writer at a time (the cache's gate). A value held by one entry costs one slot; only values shared by many get a table of their own.
/// </summary>
internal sealed class AttributeIndex
{
    private const int MaxArray = 8;

    private readonly ConcurrentDictionary<string, object> _entries;
    // Only the one writer uses them.
    private readonly List<string> _before = [];
    private readonly List<string> _after = [];

    public AttributeIndex(IndexedPlace place, int capacity)
    {
        Place = place;
        _entries = new(1, Math.Max(capacity, 31), place.CaseExact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    }

    public IndexedPlace Place { get; }

    public IReadOnlyCollection<CacheEntry> Find(string value) =>
        _entries.TryGetValue(value, out var held)
            ? held switch
            {
                CacheEntry entry => [entry],
                CacheEntry[] entries => entries,
                _ => (IReadOnlyCollection<CacheEntry>)((ConcurrentDictionary<string, CacheEntry>)held).Values,
            }
            : [];

    public void Replace(CacheEntry? before, CacheEntry? after)
    {
        _before.Clear();
        _after.Clear();
        if (before is not null)
            ContentReader.Texts(before.Content, Place.Path, _before);
        if (after is not null)
            ContentReader.Texts(after.Content, Place.Path, _after);
        foreach (var value in _after)
            Add(value, after!);
        if (_before is [])
            return;
        var kept = _after is [] or [_] ? null : _after.ToHashSet(_entries.Comparer);
        foreach (var value in _before)
        {
            var stays = kept?.Contains(value) ?? (_after is [var only] && _entries.Comparer.Equals(only, value));
            if (!stays)
                Remove(value, before!.Id);
        }
    }

    private void Add(string value, CacheEntry entry)
    {
        if (!_entries.TryGetValue(value, out var held))
            _entries[value] = entry;
        else if (held is ConcurrentDictionary<string, CacheEntry> many)
            many[entry.Id] = entry;
        else
            _entries[value] = Join(held, entry);
    }

    private static object Join(object held, CacheEntry entry)
    {
        CacheEntry[] others = held is CacheEntry one
            ? one.Id == entry.Id ? [] : [one]
            : [.. ((CacheEntry[])held).Where(e => e.Id != entry.Id)];
        if (others is [])
            return entry;
        if (others.Length < MaxArray)
            return (CacheEntry[])[.. others, entry];

        var many = new ConcurrentDictionary<string, CacheEntry>(1, 31, StringComparer.Ordinal) { [entry.Id] = entry };
        foreach (var other in others)
            many[other.Id] = other;
        return many;
    }

    private void Remove(string value, string id)
    {
        if (!_entries.TryGetValue(value, out var held))
            return;
        if (held is ConcurrentDictionary<string, CacheEntry> many)
        {
            many.TryRemove(id, out _);
            if (many.IsEmpty)
                _entries.TryRemove(value, out _);
            return;
        }

        CacheEntry[] rest = held is CacheEntry one
            ? one.Id == id ? [] : [one]
            : [.. ((CacheEntry[])held).Where(e => e.Id != id)];
        if (rest is [])
            _entries.TryRemove(value, out _);
        else
            _entries[value] = rest is [var last] ? last : rest;
    }
}
