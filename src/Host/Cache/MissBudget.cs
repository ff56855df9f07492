namespace Sutler.Host.Cache;

/// <summary>
/// Bounds how many misses of the cache may ask the target: so many a second, and twice as many at once after a quiet time. Safe for any
/// number of threads.
/// </summary>
internal sealed class MissBudget(int perSecond, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _left = 2.0 * perSecond;
    private long _at = clock.GetTimestamp();

    public bool TryTake()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _left = Math.Min(2.0 * perSecond, _left + (perSecond * clock.GetElapsedTime(_at, now).TotalSeconds));
            _at = now;
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
