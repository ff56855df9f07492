using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The n-th word, where each character of the delimiters separates; empty when there are not so many (S/EXPR-25).</summary>
internal sealed class WordFunction() : ExpressionFunction("Word", new("string"), new FunctionParameter("wordNumber") { Type = "Integer" }, new("delimiters"))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryInteger(1, out var number))
            return call.NotWhole(1);
        if (call.Text(2).Length == 0)
            return number == 1 ? ExpressionValue.Of(call.Text(0)) : ExpressionValue.Empty;

        var words = call.Text(0).Split(call.Text(2).ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        return number < 1 || number > words.Length ? ExpressionValue.Empty : ExpressionValue.Of(words[number - 1]);
    }
}
