using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class IsNothingFunction() : ExpressionFunction("IsNothing", new FunctionParameter("source") { Type = "Boolean" })
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Truth(call[0].IsNull);
}
