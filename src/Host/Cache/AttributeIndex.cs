using System.Collections.Concurrent;
using System.Text;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Cache;

/// <summary>
/// A hash index: value of one attribute, by that attribute's case rule, to the entries that hold it. Readers take no lock; there is one
/// writer at a time (the cache's gate). A value held by one entry costs one slot; only values shared by many get a table of their own.
/// </summary>
internal sealed class AttributeIndex
{
    private const int MaxArray = 8;

    private readonly ConcurrentDictionary<string, object> _entries;
    private readonly byte[] _attribute;

    public AttributeIndex(AttributeSchema attribute, int capacity)
    {
        Attribute = attribute;
        _attribute = Encoding.UTF8.GetBytes(attribute.Name);
        _entries = new(1, Math.Max(capacity, 31), attribute.CaseExact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    }

    public AttributeSchema Attribute { get; }

    /// <summary>Attributes that can be looked up by hash: one value, text or whole number.</summary>
    public static bool CanIndex(AttributeSchema attribute) =>
        !attribute.MultiValued && attribute.Type is AttributeType.String or AttributeType.Integer;

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
        var old = before is null ? null : ContentReader.Text(before.Content, _attribute);
        var current = after is null ? null : ContentReader.Text(after.Content, _attribute);
        if (current is not null)
            Add(current, after!);
        if (old is not null && (current is null || !_entries.Comparer.Equals(old, current)))
            Remove(old, before!.Id);
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
