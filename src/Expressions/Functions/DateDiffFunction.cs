using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// How many intervals lie between two dates, positive when the second is later: years and months by the calendar, weeks by their Sundays, the
/// rest by whole units elapsed (S/EXPR-73).
/// </summary>
internal sealed class DateDiffFunction() : ExpressionFunction("DateDiff", new("interval"), new("date1"), new("date2"))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryMoment(1, out var first))
            return call.NotMoment(1);
        if (!call.TryMoment(2, out var second))
            return call.NotMoment(2);
        return Between(call.Text(0), first, second) is { } count
            ? ExpressionValue.Of(count)
            : call.Fail(0, "this is not an interval. Write yyyy, m, ww, d, h, n or s");
    }

    private static long? Between(string interval, DateTime first, DateTime second) => interval switch
    {
        "yyyy" => second.Year - first.Year,
        "m" => ((second.Year - first.Year) * 12L) + second.Month - first.Month,
        "ww" => (long)(SinceSunday(second) - SinceSunday(first)).TotalDays / 7,
        "d" => (second - first).Ticks / TimeSpan.TicksPerDay,
        "h" => (second - first).Ticks / TimeSpan.TicksPerHour,
        "n" => (second - first).Ticks / TimeSpan.TicksPerMinute,
        "s" => (second - first).Ticks / TimeSpan.TicksPerSecond,
        _ => null,
    };

    // As spans, because the Sunday before the calendar's first days is no date.
    private static TimeSpan SinceSunday(DateTime moment) => TimeSpan.FromTicks(moment.Ticks - ((long)moment.DayOfWeek * TimeSpan.TicksPerDay));
}
