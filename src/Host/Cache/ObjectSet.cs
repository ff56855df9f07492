using System.Collections.Concurrent;
using Sutler.Host.Connections;

namespace Sutler.Host.Cache;

/// <summary>
/// All cached objects of one type, with their indexes. Readers take no lock; there is one writer at a time (the cache's gate).
/// An index comes into being when a filter first asks for its place and is kept up from then on.
/// </summary>
internal sealed class ObjectSet(ExposedType type, int capacity)
{
    /// <summary>Milliseconds for which later pages go on in the order of the first.</summary>
    private const int ListingLife = 10_000;

    private readonly ConcurrentDictionary<string, CacheEntry> _byId = new(1, Math.Max(capacity, 31), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AttributeIndex> _indexes = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();
    private long _changes;
    private Listing? _listing;

    public ExposedType Type { get; } = type;

    public int Count => _byId.Count;

    public IEnumerable<KeyValuePair<string, CacheEntry>> All => _byId;

    public IEnumerable<IndexedPlace> Indexed => _indexes.Values.Select(i => i.Place);

    public CacheEntry? Get(string id) => _byId.GetValueOrDefault(id);

    public void Put(CacheEntry entry)
    {
        lock (_writing)
        {
            var before = _byId.GetValueOrDefault(entry.Id);
            _byId[entry.Id] = entry;
            Changed(before, entry);
        }
    }

    /// <summary>Adds an entry to a set that nobody reads yet and that has no index; several threads may.</summary>
    public void Fill(CacheEntry entry) => _byId[entry.Id] = entry;

    public void Remove(string id)
    {
        lock (_writing)
        {
            if (_byId.TryRemove(id, out var before))
                Changed(before, null);
        }
    }

    /// <summary>Entries that have this value at the place, by its case rule. Builds the index on first use.</summary>
    public IReadOnlyCollection<CacheEntry> Find(IndexedPlace place, string value) => Index(place).Find(value);

    public AttributeIndex Index(IndexedPlace place) =>
        _indexes.TryGetValue(place.Path.Key, out var index) ? index : Build(place);

    /// <summary>All ids in order, as of now or some seconds ago: paging by index needs an order that holds from page to page.</summary>
    /// <param name="fresh">Whether the first page is asked for, so that a listing starts from the present state.</param>
    public string[] List(bool fresh)
    {
        var listing = Volatile.Read(ref _listing);
        var changes = Interlocked.Read(ref _changes);
        if (listing is not null && (listing.Changes == changes || (!fresh && Environment.TickCount64 - listing.Made < ListingLife)))
            return listing.Ids;

        var ids = _byId.Select(pair => pair.Key).ToArray();
        Array.Sort(ids, StringComparer.Ordinal);
        Volatile.Write(ref _listing, new Listing(changes, Environment.TickCount64, ids));
        return ids;
    }

    private AttributeIndex Build(IndexedPlace place)
    {
        lock (_writing)
        {
            if (_indexes.TryGetValue(place.Path.Key, out var existing))
                return existing;

            var index = new AttributeIndex(place, _byId.Count);
            foreach (var (_, entry) in _byId)
                index.Replace(null, entry);
            _indexes[place.Path.Key] = index;
            return index;
        }
    }

    private void Changed(CacheEntry? before, CacheEntry? after)
    {
        Interlocked.Increment(ref _changes);
        foreach (var (_, index) in _indexes)
            index.Replace(before, after);
    }

    private sealed record Listing(long Changes, long Made, string[] Ids);
}
