using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The n-th value of a list, from 1; null when there are not so many (S/EXPR-64).</summary>
internal sealed class ItemFunction() : ExpressionFunction("Item", new("attribute"), new FunctionParameter("index") { Type = "Integer" })
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryInteger(1, out var index))
            return call.NotWhole(1);
        if (index < 1)
            return call.Fail(1, "places count from 1. Give 1 for the first value");
        return index <= call[0].Items.Count ? call[0].Items[(int)index - 1] : ExpressionValue.Null;
    }
}
