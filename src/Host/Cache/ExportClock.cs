namespace Sutler.Host.Cache;

/// <summary>
/// Numbers the write-throughs of objects while anybody reads the target: a reading that began before an object's number must leave that
/// object alone. With no reader open it keeps nothing, so it costs no memory in the long run. Safe for any number of threads.
/// </summary>
internal sealed class ExportClock
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Type, string Id), (long At, ReadTicket? By)> _touched = [];
    private long _sequence;
    private int _readers;

    public ReadTicket Begin()
    {
        lock (_lock)
        {
            _readers++;
            return new ReadTicket(this, _sequence);
        }
    }

    /// <param name="type">Object type.</param>
    /// <param name="id">SCIM id.</param>
    /// <param name="by">The reading that brought the object; it may bring it again, other readings may not. Null for an export.</param>
    public void Touch(string type, string id, ReadTicket? by = null)
    {
        lock (_lock)
        {
            if (_readers == 0)
                return;

            // Once an export has come in between, a reading's later pages may be older than what it read again after that export.
            var own = !_touched.TryGetValue((type, id), out var touch) || ReferenceEquals(touch.By, by);
            _touched[(type, id)] = (++_sequence, own ? by : null);
        }
    }

    internal bool TouchedAfter(long sequence, string type, string id, ReadTicket reader)
    {
        // Mostly nothing was exported since, and a million objects ask.
        if (Interlocked.Read(ref _sequence) <= sequence)
            return false;
        lock (_lock)
            return _touched.TryGetValue((type, id), out var touch) && touch.At > sequence && !ReferenceEquals(touch.By, reader);
    }

    internal void Close()
    {
        lock (_lock)
        {
            if (--_readers == 0)
                _touched.Clear();
        }
    }
}
