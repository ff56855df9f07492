using Sutler.Odbc.Native;

namespace Sutler.Odbc;

/// <summary>
/// Keeps a cancel from another thread, or from the timeout, to the time in which a statement really runs: a cancel that came late would
/// otherwise stop the statement after it.
/// </summary>
internal sealed class ExecutionGate : IDisposable
{
    private const int TimerSlack = 50;

    private readonly Lock _lock = new();
    private StatementHandle? _statement;
    private Timer? _timer;
    private bool _running;
    private long _deadline;

    /// <summary>A result is being read, or a statement runs.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The last run was ended by its timeout.</summary>
    public bool TimedOut { get; private set; }

    public void Enter(StatementHandle statement)
    {
        _statement = statement;
        IsOpen = true;
    }

    public void Leave()
    {
        lock (_lock)
        {
            _running = false;
            IsOpen = false;
        }
    }

    public void Start(int seconds)
    {
        lock (_lock)
        {
            _running = true;
            TimedOut = false;
            _deadline = Environment.TickCount64 + (seconds * 1000L);
        }

        if (seconds > 0)
        {
            _timer ??= new Timer(static state => ((ExecutionGate)state!).TimeOut(), this, Timeout.Infinite, Timeout.Infinite);
            _timer.Change(TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        _timer?.Change(Timeout.Infinite, Timeout.Infinite);
        lock (_lock)
            _running = false;
    }

    public void Cancel()
    {
        lock (_lock)
        {
            if (_running && _statement is { IsClosed: false } statement)
                _ = OdbcApi.SQLCancel(statement);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void TimeOut()
    {
        lock (_lock)
        {
            // A callback that was under way when its run ended may find the next run here.
            if (!_running || Environment.TickCount64 < _deadline - TimerSlack)
                return;
            TimedOut = true;
        }

        Cancel();
    }
}
