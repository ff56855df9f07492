namespace Sutler.Host.Cache;

/// <summary>
/// Held while the target is being read (an import, a look-up), so that what is read does not overwrite what was exported since the reading
/// began. Dispose it when the reading is in the cache or given up.
/// </summary>
internal sealed class ReadTicket(ExportClock clock, long began) : IDisposable
{
    private int _closed;

    public bool Touched(string type, string id) => clock.TouchedAfter(began, type, id, this);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            clock.Close();
    }
}
