using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Characters from a place that counts from 1; what lies beyond the end is not there (S/EXPR-23).</summary>
internal sealed class MidFunction() : ExpressionFunction(
    "Mid", new("source"), new FunctionParameter("start") { Type = "Integer" }, new FunctionParameter("length") { Type = "Integer" })
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryInteger(1, out var start))
            return call.NotWhole(1);
        if (!call.TryInteger(2, out var length))
            return call.NotWhole(2);
        if (start < 1)
            return call.Fail(1, "places count from 1. Give 1 for the first character");
        if (length < 0)
            return call.Fail(2, "a length cannot be negative. Give the number of characters");

        var text = call.Text(0);
        var from = (int)Math.Min(start - 1, text.Length);
        return ExpressionValue.Of(text.Substring(from, (int)Math.Min(length, text.Length - from)));
    }
}
