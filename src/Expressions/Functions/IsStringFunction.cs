using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class IsStringFunction() : ExpressionFunction("IsString", new FunctionParameter("expression"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Truth(call[0].Kind is ExpressionValueKind.Text);
}
