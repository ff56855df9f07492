using Sutler.Host.Connections;

namespace Sutler.Host.Isolation;

/// <summary>
/// Leaves a connector alone for a growing time after failures in a row, so that clients hear at once what they would hear after a timeout.
/// When the time is over one call goes through: if it succeeds, all do again. Safe for any number of threads.
/// </summary>
internal sealed class CircuitBreaker(ConnectionLimits limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _failures;
    private TimeSpan _wait;
    private long _openedAt;
    private bool _probing;

    public BreakerStatus Status
    {
        get
        {
            lock (_lock)
            {
                var left = Left;
                var state = _wait == TimeSpan.Zero ? BreakerState.Closed : left > TimeSpan.Zero ? BreakerState.Open : BreakerState.HalfOpen;
                return new BreakerStatus(state, _failures, left);
            }
        }
    }

    private TimeSpan Left => _wait - clock.GetElapsedTime(_openedAt) is var left && _wait > TimeSpan.Zero && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Whether a call may go through. One that does must be followed by its outcome.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_wait == TimeSpan.Zero)
                return true;
            if (_probing || Left > TimeSpan.Zero)
                return false;
            return _probing = true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
            (_failures, _wait, _probing) = (0, TimeSpan.Zero, false);
    }

    public void Failed()
    {
        lock (_lock)
        {
            _failures++;
            if (_failures < limits.BreakerFailures)
                return;
            if (_wait == TimeSpan.Zero)
                _wait = limits.BreakerWait;
            else if (_probing)
                _wait = _wait * 2 < limits.BreakerLongest ? _wait * 2 : limits.BreakerLongest;
            else
                return;
            _probing = false;
            _openedAt = clock.GetTimestamp();
        }
    }

    /// <summary>The call was given up by its caller, so that it says nothing about the connector.</summary>
    public void Abandoned()
    {
        lock (_lock)
            _probing = false;
    }
}
