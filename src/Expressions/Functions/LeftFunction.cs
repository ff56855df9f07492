using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>The first characters; fewer than none are all of them (S/EXPR-22).</summary>
internal sealed class LeftFunction() : ExpressionFunction("Left", new("string"), new FunctionParameter("numChars") { Type = "Integer" })
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (!call.TryInteger(1, out var count))
            return call.NotWhole(1);
        var text = call.Text(0);
        return ExpressionValue.Of(count < 0 || count >= text.Length ? text : text[..(int)count]);
    }
}
