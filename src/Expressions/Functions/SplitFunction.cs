using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Cuts a text into a list at each delimiter; the items lose the blanks around them (S/EXPR-28).</summary>
internal sealed class SplitFunction() : ExpressionFunction("Split", new("source"), new("delimiter", Required: false))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call[0].IsNull)
            return ExpressionValue.Null;
        var delimiter = call.IsGiven(1) ? call.Text(1) : ",";
        if (delimiter.Length == 0)
            return call.Fail(1, "there is nothing to split at. Give a delimiter such as \",\"");
        var items = call.Text(0).Split(delimiter, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return ExpressionValue.List([.. items.Select(ExpressionValue.Of)]);
    }
}
