using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Counts the 100-nanosecond steps since 1601, as Windows does (S/EXPR-75).</summary>
internal sealed class NumFromDateFunction() : ExpressionFunction("NumFromDate", new FunctionParameter("value"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call.TryMoment(0, out var moment) && moment.Year > 1600
        ? ExpressionValue.Of(moment.ToFileTimeUtc())
        : call.NotMoment(0);
}
