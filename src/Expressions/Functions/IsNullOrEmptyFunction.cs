using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class IsNullOrEmptyFunction() : ExpressionFunction("IsNullOrEmpty", new FunctionParameter("expression"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Truth(call[0].IsNullOrEmpty);
}
