using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class NotFunction() : ExpressionFunction("Not", new FunctionParameter("source") { Type = "Boolean" })
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Truth(!call.Text(0).Equals("True", StringComparison.OrdinalIgnoreCase));
}
