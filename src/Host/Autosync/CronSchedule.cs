namespace Sutler.Host.Autosync;

/// <summary>
/// A cron line of five fields (minute, hour, day of month, month, day of week) in a time zone. When both days are restricted, either is
/// enough. Where a clock is put forward, a time of day that does not exist fires at the moment of the change; where it is put back, a time
/// that comes twice fires the first time only. A line with <c>*</c> for the hour follows time as it passes: it skips and doubles nothing.
/// </summary>
internal sealed class CronSchedule
{
    /// <summary>29 February can be eight years away.</summary>
    private const int MaxYears = 9;

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LargestJump = TimeSpan.FromHours(3);

    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _day;
    private readonly CronField _month;
    private readonly CronField _weekday;
    private readonly TimeZoneInfo _zone;

    private CronSchedule(string text, TimeZoneInfo zone, CronField[] fields)
    {
        Text = text;
        _zone = zone;
        (_minute, _hour, _day, _month) = (fields[0], fields[1], fields[2], fields[3]);
        _weekday = fields[4].Allows(7) ? fields[4] with { Bits = fields[4].Bits | 1 } : fields[4];
    }

    public string Text { get; }

    /// <summary>Reads a line; null when it is not one.</summary>
    public static CronSchedule? Parse(string text, TimeZoneInfo zone)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5)
            return null;
        CronField?[] fields =
        [
            CronField.Parse(parts[0], 0, 59, []),
            CronField.Parse(parts[1], 0, 23, []),
            CronField.Parse(parts[2], 1, 31, []),
            CronField.Parse(parts[3], 1, 12, Months),
            CronField.Parse(parts[4], 0, 7, Days),
        ];
        return Array.TrueForAll(fields, f => f is not null) ? new CronSchedule(text, zone, [.. fields.Select(f => f!.Value)]) : null;
    }

    /// <summary>The first time after this one; null when there is none (such as 31 February).</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var time = new DateTimeOffset(after.UtcTicks - (after.UtcTicks % Minute.Ticks), TimeSpan.Zero) + Minute;
        var end = time.AddYears(MaxYears);
        while (time < end)
        {
            var local = TimeZoneInfo.ConvertTime(time, _zone);
            if (Fires(local) || FiresInGap(time, local))
                return time;
            time += Step(local);
        }

        return null;
    }

    private bool Fires(DateTimeOffset local) => Matches(local.DateTime) && (_hour.IsWildcard || !IsSecondPass(local));

    private bool Matches(DateTime local) => _minute.Allows(local.Minute) && _hour.Allows(local.Hour) && OnDay(local);

    private bool OnDay(DateTime local)
    {
        if (!_month.Allows(local.Month))
            return false;
        var (day, weekday) = (_day.Allows(local.Day), _weekday.Allows((int)local.DayOfWeek));
        return _day.IsWildcard || _weekday.IsWildcard ? day && weekday : day || weekday;
    }

    private bool IsSecondPass(DateTimeOffset local) =>
        _zone.IsAmbiguousTime(local) && _zone.GetAmbiguousTimeOffsets(local).Max() != local.Offset;

    private bool FiresInGap(DateTimeOffset time, DateTimeOffset local)
    {
        var jump = local.Offset - _zone.GetUtcOffset(time - Minute);
        if (_hour.IsWildcard || jump <= TimeSpan.Zero)
            return false;
        for (var skipped = local.DateTime - jump; skipped < local.DateTime; skipped += Minute)
        {
            if (Matches(skipped))
                return true;
        }

        return false;
    }

    /// <summary>How far nothing can fire: to the next hour, or on a day that does not match to some hours before its end, as the clock may be put forward or back on the way.</summary>
    private TimeSpan Step(DateTimeOffset local)
    {
        var left = TimeSpan.FromDays(1) - local.TimeOfDay;
        if (!OnDay(local.DateTime) && left > 2 * LargestJump)
            return left - LargestJump;
        return _hour.Allows(local.Hour) && OnDay(local.DateTime) ? Minute : TimeSpan.FromMinutes(60 - local.Minute);
    }
}
