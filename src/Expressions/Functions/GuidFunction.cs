using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class GuidFunction() : ExpressionFunction("Guid")
{
    internal override ExpressionValue Invoke(FunctionCall call) => ExpressionValue.Of(call.Context.NextGuid().ToString("D"));
}
