namespace Sutler.Host.Cache;

/// <summary>
/// Stores what a first import reads while it goes on reading: many objects a transaction, because each waits for the disk, and one
/// transaction at a time.
/// </summary>
internal sealed class ImportStaging(ObjectCache cache) : IAsyncDisposable
{
    private const int Batch = 20_000;

    private List<CacheChange> _waiting = new(Batch);
    private Task _storing = cache.StageAsync([], isFirst: true);

    public async ValueTask AddAsync(CacheChange change)
    {
        _waiting.Add(change);
        if (_waiting.Count >= Batch)
            await StoreAsync();
    }

    /// <summary>Stores the rest.</summary>
    public async Task FinishAsync()
    {
        await StoreAsync();
        await _storing;
    }

    /// <summary>Leaves nothing running behind; what failed has been thrown already, or does not matter any more.</summary>
    public async ValueTask DisposeAsync() => await _storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task StoreAsync()
    {
        await _storing;
        var objects = _waiting;
        _waiting = new List<CacheChange>(Batch);
        _storing = Task.Run(() => cache.StageAsync(objects, isFirst: false), CancellationToken.None);
    }
}
