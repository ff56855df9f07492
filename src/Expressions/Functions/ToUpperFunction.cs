using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class ToUpperFunction() : ExpressionFunction("ToUpper", new("source"), new("culture", Required: false))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        if (call[0].IsNull)
            return ExpressionValue.Null;
        return Cultures.Find(call.Text(1)) is { } culture
            ? ExpressionValue.Of(call.Text(0).ToUpper(culture))
            : call.Fail(1, "this is not the name of a culture. Give one such as en-US, or leave it out");
    }
}
