using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>A date from the 100-nanosecond steps since 1601, as Windows counts (S/EXPR-74).</summary>
internal sealed class DateFromNumFunction() : ExpressionFunction("DateFromNum", new FunctionParameter("value") { Type = "Integer" })
{
    private static readonly long Most = DateTime.MaxValue.ToFileTimeUtc();

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryInteger(0, out var steps))
            return call.NotWhole(0);
        return steps < 0 || steps > Most
            ? call.Fail(0, "this is outside the calendar. Give the 100-nanosecond steps since 1601")
            : ExpressionValue.Of(Moment.Write(DateTime.FromFileTimeUtc(steps)));
    }
}
