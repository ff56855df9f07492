using System.Runtime.InteropServices;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Cache;

/// <summary>What an import has read so far, built beside the cache. Entries whose content did not change are those of the cache itself.</summary>
internal sealed class ImportedObjects(ObjectCache cache, long now, bool staged)
{
    private readonly Dictionary<string, Dictionary<string, CacheEntry>> _entries = new(StringComparer.OrdinalIgnoreCase);

    private (ExposedType? Type, Dictionary<string, CacheEntry>? Entries) _last;

    /// <summary>Whether all of them are in the file already.</summary>
    public bool IsStaged => staged;

    public int Count => _entries.Values.Sum(e => e.Count);

    /// <summary>Objects that came with an anchor that another object of this import had: an anchor that does not identify.</summary>
    public int Duplicates { get; private set; }

    public IReadOnlyDictionary<string, CacheEntry> Of(ExposedType type) =>
        _entries.TryGetValue(type.Name, out var entries) ? entries : new Dictionary<string, CacheEntry>(StringComparer.Ordinal);

    public CacheEntry Add(ExposedType type, ConnectorObject found)
    {
        var id = ScimId.Encode(found.Anchor);
        var content = type.View.Write(found.Attributes);

        // Where objects are stored while others are read, the cache is empty.
        var current = staged ? null : cache.Set(type).Get(id);
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(Entries(type), current?.Id ?? id, out var isDouble);
        if (isDouble)
            Duplicates++;
        return entry = current?.Next(content, now) ?? CacheEntry.First(id, content, now);
    }

    private Dictionary<string, CacheEntry> Entries(ExposedType type)
    {
        if (ReferenceEquals(type, _last.Type))
            return _last.Entries!;
        if (!_entries.TryGetValue(type.Name, out var entries))
            _entries[type.Name] = entries = new Dictionary<string, CacheEntry>(StringComparer.Ordinal);
        _last = (type, entries);
        return entries;
    }
}
