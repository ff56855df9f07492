namespace Sutler.Service.Maintenance;

/// <summary>
/// A span of every week in the wall time of a zone. Where summer time begins, a time that does not exist is the moment the clock goes on;
/// where it ends, a window begins at the first and ends at the second of two equal times: rather a longer window than one too short. Pure.
/// </summary>
internal sealed record MaintenanceWindow
{
    private const int DaysBack = 8;

    /// <summary>The days on which it opens.</summary>
    public required IReadOnlySet<DayOfWeek> Days { get; init; }

    /// <summary>Time of day at which it opens.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>How long it is open by the clock on the wall: less than eight days.</summary>
    public required TimeSpan Length { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Leavers go out all the same, and what an operator asks for.</summary>
    public bool AllowsLeavers { get; init; }

    /// <summary>When it ends, if it is open at a time; null if not.</summary>
    public DateTimeOffset? EndAt(DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, Zone).Date;
        DateTimeOffset? end = null;
        for (var back = DaysBack; back >= 0; back--)
        {
            var day = today.AddDays(-back);
            if (!Days.Contains(day.DayOfWeek))
                continue;
            var opens = Instant(day + From, isEnd: false);
            var closes = Instant(day + From + Length, isEnd: true);
            if (opens <= now && now < closes && !(closes <= end))
                end = closes;
        }

        return end;
    }

    private DateTimeOffset Instant(DateTime wall, bool isEnd)
    {
        if (Zone.IsInvalidTime(wall))
            return new DateTimeOffset(wall, Zone.GetUtcOffset(wall.AddHours(-3)));
        if (!Zone.IsAmbiguousTime(wall))
            return new DateTimeOffset(wall, Zone.GetUtcOffset(wall));

        var offsets = Zone.GetAmbiguousTimeOffsets(wall);
        return new DateTimeOffset(wall, isEnd ? offsets.Min() : offsets.Max());
    }
}
