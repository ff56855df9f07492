namespace Sutler.Service.Applying;

/// <summary>
/// So many calls a second, and twice as many at once after a quiet second (S/PERF-9). Pure but for the times handed in. Not for several
/// threads at once.
/// </summary>
internal sealed class TokenBucket
{
    private const int BurstSeconds = 2;
    private double _tokens;
    private DateTimeOffset _filledAt;

    /// <summary>Calls a second; 0 for no limit.</summary>
    public int Rate { get; private set; }

    private double Burst => Rate * BurstSeconds;

    public void Limit(int rate, DateTimeOffset now)
    {
        if (rate == Rate)
            return;
        var isFirst = Rate == 0;
        Fill(now);
        Rate = rate;
        _filledAt = now;
        _tokens = isFirst ? Burst : Math.Min(_tokens, Burst);
    }

    /// <summary>How long until a call may go; zero for now.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        if (Rate == 0)
            return TimeSpan.Zero;
        Fill(now);
        return _tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / Rate);
    }

    public void Take() => _tokens -= Rate == 0 ? 0 : 1;

    private void Fill(DateTimeOffset now)
    {
        if (now <= _filledAt)
            return;
        _tokens = Math.Min(Burst, _tokens + ((now - _filledAt).TotalSeconds * Rate));
        _filledAt = now;
    }
}
