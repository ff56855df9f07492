namespace Sutler.Service.Applying;

/// <summary>
/// How many calls may be in flight: starts low, grows while latency holds, shrinks when it grows, halves when the target says that it is
/// overloaded, pauses as long as it asks for, and lets one call at a time through while the target is away (S/PERF-9, S/QUAR-13). Pure but
/// for the clock handed in. Not for several threads at once: the gate around it takes turns.
/// </summary>
internal sealed class ConcurrencyLimit(TimeProvider time)
{
    public const int First = 8;
    public const int Most = 256;
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private TimeSpan _sum;
    private int _calls;
    private TimeSpan _best = TimeSpan.MaxValue;
    private DateTimeOffset _halvedAt = DateTimeOffset.MinValue;
    private int _current = First;

    public int Current => IsHalfOpen ? 1 : Math.Min(_current, Cap);

    /// <summary>Never more than this, whatever the target bears.</summary>
    public int Cap { get; set; } = Most;

    /// <summary>Nobody gets an answer: one call at a time asks whether the target is back.</summary>
    public bool IsHalfOpen { get; private set; }

    public DateTimeOffset PausedUntil { get; private set; } = DateTimeOffset.MinValue;

    public void Succeeded(TimeSpan latency)
    {
        IsHalfOpen = false;
        _sum += latency;
        if (++_calls < _current)
            return;

        var mean = _sum / _calls;
        (_sum, _calls) = (TimeSpan.Zero, 0);
        // The best fades, so that a target which has become slower for good is not taken for an overloaded one for ever.
        _best = mean < _best ? mean : _best + (_best / 100);
        if (mean <= (_best * 4) + Slack)
            _current = Math.Min(Cap, _current + Math.Max(1, _current / 4));
        else if (_current > First)
            _current = Math.Max(First, _current - (_current / 8));
    }

    /// <summary>The target answered 429 or 503. Calls of one wave that say the same count once.</summary>
    public void Overloaded(TimeSpan? retryAfter)
    {
        IsHalfOpen = false;
        var now = time.GetUtcNow();
        var pause = retryAfter > LongestPause ? LongestPause : retryAfter ?? TimeSpan.Zero;
        if (now + pause > PausedUntil)
            PausedUntil = now + pause;
        if (now - _halvedAt < TimeSpan.FromMilliseconds(100))
            return;

        _halvedAt = now;
        (_sum, _calls) = (TimeSpan.Zero, 0);
        _current = Math.Max(1, Current / 2);
    }

    /// <summary>The target is away: until the next answer one call at a time goes out, and then it begins low again.</summary>
    public void Break()
    {
        IsHalfOpen = true;
        (_sum, _calls) = (TimeSpan.Zero, 0);
        _current = Math.Min(_current, First);
    }
}
