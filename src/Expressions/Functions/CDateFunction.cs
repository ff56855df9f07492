using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Reads a date with or without zone and writes it in UTC (S/EXPR-70).</summary>
internal sealed class CDateFunction() : ExpressionFunction("CDate", new FunctionParameter("expression"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call.TryMoment(0, out var moment) ? ExpressionValue.Of(Moment.Write(moment)) : call.NotMoment(0);
}
