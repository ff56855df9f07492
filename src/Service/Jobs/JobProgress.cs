namespace Sutler.Service.Jobs;

/// <summary>What a job is doing in this process, for whoever looks. One writer, the job's loop and its calls; any number of readers.</summary>
internal sealed class JobProgress
{
    private readonly Lock _change = new();
    private JobCounters _totals = new();
    private volatile string _phase = JobPhase.Idle;
    private volatile string? _waitingFor;
    private volatile string? _lastError;
    private int _done;
    private int _total;

    public string Phase => _phase;

    public int Done => Volatile.Read(ref _done);

    public int Total => Volatile.Read(ref _total);

    /// <summary>What the job cannot go on without: an agent, or the target; null for nothing.</summary>
    public string? WaitingFor
    {
        get => _waitingFor;
        set => _waitingFor = value;
    }

    public string? LastError
    {
        get => _lastError;
        set => _lastError = value;
    }

    /// <summary>Since the process started.</summary>
    public JobCounters Totals
    {
        get
        {
            lock (_change)
                return _totals;
        }
    }

    public void Enter(string phase, int total)
    {
        Volatile.Write(ref _done, 0);
        Volatile.Write(ref _total, total);
        _phase = phase;
    }

    public void Settled(int units, JobCounters counters)
    {
        Interlocked.Add(ref _done, units);
        lock (_change)
            _totals += counters;
    }
}
