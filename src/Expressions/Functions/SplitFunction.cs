using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Cuts a text into a list at each delimiter; the items lose the blanks around them (S/EXPR-28).</summary>
internal sealed class SplitFunction() : ExpressionFunction("Split", new("source"), new("delimiter"))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call[0].IsNull)
            return ExpressionValue.Null;
        if (call.Text(1).Length == 0)
            return call.Fail(1, "there is nothing to split at. Give a delimiter such as \",\"");
        var items = call.Text(0).Split(call.Text(1), StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return ExpressionValue.List([.. items.Select(ExpressionValue.Of)]);
    }
}
