using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>A date moved by a number of intervals; below zero it goes back (S/EXPR-72).</summary>
internal sealed class DateAddFunction() : ExpressionFunction("DateAdd", new("interval"), new FunctionParameter("value") { Type = "Integer" }, new("dateTime"))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryInteger(1, out var count))
            return call.NotWhole(1);
        if (!call.TryMoment(2, out var moment))
            return call.NotMoment(2);
        if (Math.Abs((decimal)count) > int.MaxValue)
            return call.Fail(1, "this leaves the calendar. Give a smaller number");

        try
        {
            return Moved(call.Text(0), (int)count, moment) is { } moved
                ? ExpressionValue.Of(Moment.Write(moved))
                : call.Fail(0, "this is not an interval. Write yyyy, m, ww, d, h, n or s");
        }
        catch (ArgumentOutOfRangeException)
        {
            return call.Fail(1, "this leaves the calendar. Give a smaller number");
        }
    }

    private static DateTime? Moved(string interval, int count, DateTime moment) => interval switch
    {
        "yyyy" => moment.AddYears(count),
        "m" => moment.AddMonths(count),
        "ww" => moment.AddDays(7d * count),
        "d" => moment.AddDays(count),
        "h" => moment.AddHours(count),
        "n" => moment.AddMinutes(count),
        "s" => moment.AddSeconds(count),
        _ => null,
    };
}
