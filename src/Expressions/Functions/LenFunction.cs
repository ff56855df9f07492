using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class LenFunction() : ExpressionFunction("Len", new FunctionParameter("string"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Of((long)call.Text(0).Length);
}
