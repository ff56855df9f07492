using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class CBoolFunction() : ExpressionFunction("CBool", new FunctionParameter("expression") { Type = "Boolean", IsCondition = true })
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Truth(Truth.Of(call[0]));
}
