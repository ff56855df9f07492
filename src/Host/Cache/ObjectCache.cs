using System.Collections.Frozen;
using Sutler.Host.Connections;

namespace Sutler.Host.Cache;

/// <summary>
/// The objects of one connection in memory, over their durable copy. Readers take no lock and see each object whole. Everything that
/// changes objects goes through <see cref="Show"/> and <see cref="CommitAsync"/> under the gate, so that the file receives changes in
/// the order in which memory does. For exports memory is ahead of the file by one commit; what a crash loses then is in the journal.
/// </summary>
internal sealed class ObjectCache : IAsyncDisposable
{
    private readonly CacheStore _store;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ExportClock _exports = new();
    private FrozenDictionary<string, ObjectSet> _sets;

    public ObjectCache(CacheStore store, IEnumerable<ExposedType> types, TimeProvider clock)
    {
        _store = store;
        _clock = clock;
        _sets = types.ToFrozenDictionary(t => t.Name, t => new ObjectSet(t, 0), StringComparer.OrdinalIgnoreCase);
    }

    public int Count => Volatile.Read(ref _sets).Values.Sum(s => s.Count);

    public IReadOnlyCollection<ObjectSet> Sets => Volatile.Read(ref _sets).Values;

    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ObjectSet Set(ExposedType type) => Volatile.Read(ref _sets)[type.Name];

    /// <summary>Takes in what the file holds; objects of types that are no longer exposed stay in the file and are not answered.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var counts = await _store.CountAsync(cancellationToken);
        var sets = _sets.Values.ToFrozenDictionary(s => s.Type.Name, s => new ObjectSet(s.Type, counts.GetValueOrDefault(s.Type.Name)), StringComparer.OrdinalIgnoreCase);
        await _store.LoadAsync(
            row =>
            {
                if (sets.TryGetValue(row.Type, out var set))
                    set.Fill(row.Entry!);
            },
            cancellationToken);
        Volatile.Write(ref _sets, sets);
    }

    /// <summary>Begins a reading of the target; see <see cref="ReadTicket"/>.</summary>
    public ReadTicket BeginRead() => _exports.Begin();

    public async Task<GateLease> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new GateLease(_gate);
    }

    /// <summary>What the sightings change. The gate must be held.</summary>
    /// <param name="sightings">What the target holds.</param>
    /// <param name="ticket">When the sightings come from reading: objects exported since are left alone. Null for results of an export.</param>
    public List<CacheChange> Compare(IEnumerable<Sighting> sightings, ReadTicket? ticket)
    {
        var changes = new List<CacheChange>();
        var now = Now;
        foreach (var sighting in sightings)
        {
            if (ticket?.Touched(sighting.Type.Name, sighting.Id) == true)
                continue;
            _exports.Touch(sighting.Type.Name, sighting.Id);
            if (Compare(sighting, now) is { } change)
                changes.Add(change);
        }

        return changes;
    }

    /// <summary>Lets readers see the changes. The gate must be held.</summary>
    public void Show(IReadOnlyList<CacheChange> changes)
    {
        foreach (var (type, id, entry) in changes)
        {
            var set = Volatile.Read(ref _sets)[type];
            if (entry is null)
                set.Remove(id);
            else
                set.Put(entry);
        }
    }

    public Task CommitAsync(CacheCommit commit, CancellationToken cancellationToken) => _store.CommitAsync(commit, cancellationToken);

    /// <summary>
    /// Takes in a page of a delta import together with its watermark, unless an object in it was exported since it was read: then those
    /// sightings come back, to be made again, and nothing is taken in.
    /// </summary>
    /// <param name="page">What was read.</param>
    /// <param name="mark">Makes the mark once it is known whether the page is whole; called with false when stale sightings are left out.</param>
    /// <param name="options">Whether stale sightings are left out instead of coming back, and who judges what would be dropped.</param>
    public async Task<DeltaApplied> ApplyAsync(IReadOnlyList<DeltaReading> page, Func<bool, DeltaMark?> mark, DeltaOptions options)
    {
        using var gate = await EnterAsync(CancellationToken.None);
        var stale = page.Where(r => r.IsStale).ToList();
        if (stale is not [] && !options.LeaveStale)
            return new DeltaApplied(stale, null, false);
        var changes = new List<CacheChange>();
        var now = Now;
        foreach (var reading in page.Where(r => !r.IsStale))
        {
            if (Compare(reading.Sighting, now) is { } change)
                changes.Add(change);
        }

        var difference = new ImportDifference(Count, changes, changes.Count(c => c.Entry is null));
        if (!options.Allow(difference))
            return new DeltaApplied([], difference, stale is []);
        foreach (var reading in page.Where(r => !r.IsStale).ToList())
            _exports.Touch(reading.Sighting.Type.Name, reading.Sighting.Id, options.Reader);
        await CommitAsync(new CacheCommit { Changes = changes, Delta = mark(stale is []) }, CancellationToken.None);
        Show(changes);
        return new DeltaApplied([], difference, stale is []);
    }

    /// <summary>Takes in what a look-up in the target found.</summary>
    public async Task RefreshAsync(IEnumerable<Sighting> sightings, ReadTicket ticket, CancellationToken cancellationToken)
    {
        using var gate = await EnterAsync(cancellationToken);
        var changes = Compare(sightings, ticket);
        await CommitAsync(new CacheCommit { Changes = changes }, CancellationToken.None);
        Show(changes);
    }

    /// <summary>
    /// Stores objects of a first import ahead of its end, while memory has none. The file stems from no import until that end: a crash, or a
    /// second try, starts over.
    /// </summary>
    public async Task StageAsync(IReadOnlyList<CacheChange> objects, bool isFirst)
    {
        using var gate = await EnterAsync(CancellationToken.None);
        await CommitAsync(new CacheCommit { Changes = objects, Clears = isFirst }, CancellationToken.None);
    }

    /// <summary>
    /// Puts an import in the place of what was there. Objects exported since the import began stay as the export left them.
    /// </summary>
    /// <param name="imported">What the import read.</param>
    /// <param name="ticket">Taken before the import began.</param>
    /// <param name="mark">Stored in the same transaction.</param>
    /// <param name="allow">Judges the difference; false leaves everything as it was.</param>
    public async Task<ImportDifference> SwapAsync(ImportedObjects imported, ReadTicket ticket, ImportMark mark, Func<ImportDifference, bool> allow)
    {
        using var gate = await EnterAsync(CancellationToken.None);
        var merges = Volatile.Read(ref _sets).Values.Select(set => ImportMerge.Of(set, imported.Of(set.Type), ticket)).ToList();
        var difference = new ImportDifference(Count, merges is [var only] ? only.Changes : [.. merges.SelectMany(m => m.Changes)], merges.Sum(m => m.Dropped));
        if (!allow(difference))
            return difference;

        var changes = imported.IsStaged ? [] : difference.Changes;
        await CommitAsync(new CacheCommit { Changes = changes, Import = mark }, CancellationToken.None);
        Volatile.Write(ref _sets, merges.ToFrozenDictionary(m => m.Result.Type.Name, m => m.Result, StringComparer.OrdinalIgnoreCase));
        return difference;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _gate.Dispose();
    }

    private CacheChange? Compare(Sighting sighting, long now)
    {
        var (type, id, found) = sighting;
        var current = Set(type).Get(id);
        if (found is null)
            return current is null ? null : new CacheChange(type.Name, id, null);

        var values = sighting.Unread is { } unread ? unread.Complete(type.View, found.Attributes, Set(type).Get(unread.Id)) : found.Attributes;
        var content = type.View.Write(values);
        var next = current?.Next(content, now) ?? CacheEntry.First(id, content, now);
        return ReferenceEquals(next, current) ? null : new CacheChange(type.Name, id, next);
    }
}
