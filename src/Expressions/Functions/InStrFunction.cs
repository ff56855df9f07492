using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Where a text is found, from 1; 0 when it is not. vbTextCompare ignores case; the default is vbBinaryCompare (S/EXPR-26).</summary>
internal sealed class InStrFunction() : ExpressionFunction(
    "InStr", new("value1"), new("value2"), new FunctionParameter("start", Required: false) { Type = "Integer" }, new("compareType", Required: false))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        var start = 1L;
        if (call.IsGiven(2) && !call.TryInteger(2, out start))
            return call.NotWhole(2);
        if (start < 1)
            return call.Fail(2, "places count from 1. Give 1 to search from the first character");
        if (call.Text(3) is not ("" or "0" or "1" or "vbBinaryCompare" or "vbTextCompare"))
            return call.Fail(3, "this is not a way to compare. Write vbBinaryCompare or vbTextCompare");

        var (text, sought) = (call.Text(0), call.Text(1));
        if (start > text.Length)
            return ExpressionValue.Of(0L);
        var comparison = call.Text(3) is "1" or "vbTextCompare" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return ExpressionValue.Of(text.IndexOf(sought, (int)start - 1, comparison) + 1L);
    }
}
