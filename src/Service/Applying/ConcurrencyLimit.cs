namespace Sutler.Service.Applying;

/// <summary>
/// How many calls may be in flight: starts low, grows while latency holds, halves when the target says that it is overloaded, and pauses
/// as long as it asks for (S/PERF-9). Pure but for the clock handed in. Not for several threads at once: the gate around it takes turns.
/// </summary>
internal sealed class ConcurrencyLimit(TimeProvider time)
{
    public const int First = 8;
    public const int Most = 256;
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(5);
    private TimeSpan _sum;
    private int _calls;
    private TimeSpan _best = TimeSpan.MaxValue;
    private DateTimeOffset _halvedAt = DateTimeOffset.MinValue;

    public int Current { get; private set; } = First;

    public DateTimeOffset PausedUntil { get; private set; } = DateTimeOffset.MinValue;

    public void Succeeded(TimeSpan latency)
    {
        _sum += latency;
        if (++_calls < Current)
            return;

        var mean = _sum / _calls;
        (_sum, _calls) = (TimeSpan.Zero, 0);
        if (mean < _best)
            _best = mean;
        if (mean <= (_best * 4) + Slack)
            Current = Math.Min(Most, Current + Math.Max(1, Current / 4));
        else if (Current > First)
            Current = Math.Max(First, Current - (Current / 8));
    }

    /// <summary>The target answered 429 or 503. Calls of one wave that say the same count once.</summary>
    public void Overloaded(TimeSpan? retryAfter)
    {
        var now = time.GetUtcNow();
        var pause = retryAfter ?? TimeSpan.Zero;
        if (now + pause > PausedUntil)
            PausedUntil = now + pause;
        if (now - _halvedAt < TimeSpan.FromMilliseconds(100))
            return;

        _halvedAt = now;
        (_sum, _calls) = (TimeSpan.Zero, 0);
        Current = Math.Max(1, Current / 2);
    }
}
