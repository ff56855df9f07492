namespace Sutler.Host.Cache;

/// <summary>
/// Numbers the write-throughs of objects while anybody reads the target: a reading that began before an object's number must leave that
/// object alone. With no reader open it keeps nothing, so it costs no memory in the long run. Safe for any number of threads.
/// </summary>
internal sealed class ExportClock
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Type, string Id), long> _touched = [];
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

    public void Touch(string type, string id)
    {
        lock (_lock)
        {
            if (_readers > 0)
                _touched[(type, id)] = ++_sequence;
        }
    }

    internal bool TouchedAfter(long sequence, string type, string id)
    {
        lock (_lock)
            return _touched.TryGetValue((type, id), out var at) && at > sequence;
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
