using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class CStrFunction() : ExpressionFunction("CStr", new FunctionParameter("value"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call[0].IsNull ? ExpressionValue.Null : ExpressionValue.Of(call.Text(0));
}
