using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class BitAndFunction() : ExpressionFunction(
    "BitAnd", new FunctionParameter("value1") { Type = "Integer" }, new FunctionParameter("value2") { Type = "Integer" })
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryInteger(0, out var left))
            return call.NotWhole(0);
        return call.TryInteger(1, out var right) ? ExpressionValue.Of(left & right) : call.NotWhole(1);
    }
}
