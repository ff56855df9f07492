using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class PrependFunction() : ExpressionFunction("Prepend", new("prefix"), new("source"))
{
    internal override ExpressionValue Invoke(FunctionCall call) => call[0].IsNull && call[1].IsNull ? ExpressionValue.Null : ExpressionValue.Of(call.Text(0) + call.Text(1));
}
