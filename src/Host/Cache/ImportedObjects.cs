using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Cache;

/// <summary>What an import has read so far, built beside the cache. Entries whose content did not change are those of the cache itself.</summary>
internal sealed class ImportedObjects(ObjectCache cache, long now, bool staged)
{
    private readonly Dictionary<string, Dictionary<string, CacheEntry>> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether all of them are in the file already.</summary>
    public bool IsStaged => staged;

    public int Count => _entries.Values.Sum(e => e.Count);

    /// <summary>Objects that came with an anchor that another object of this import had: an anchor that does not identify.</summary>
    public int Duplicates { get; private set; }

    public IReadOnlyDictionary<string, CacheEntry> Of(ExposedType type) =>
        _entries.TryGetValue(type.Name, out var entries) ? entries : new Dictionary<string, CacheEntry>(StringComparer.Ordinal);

    public CacheEntry Add(ExposedType type, ConnectorObject found)
    {
        if (!_entries.TryGetValue(type.Name, out var entries))
            _entries[type.Name] = entries = new Dictionary<string, CacheEntry>(StringComparer.Ordinal);

        var id = ScimId.Encode(found.Anchor);
        var content = type.View.Write(found.Attributes);
        var current = cache.Set(type).Get(id);
        if (entries.ContainsKey(id))
            Duplicates++;
        return entries[current?.Id ?? id] = current?.Next(content, now) ?? CacheEntry.First(id, content, now);
    }
}
