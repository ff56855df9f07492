using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>Lets the value flow and keeps it out of logs and messages (S/EXPR-68).</summary>
internal sealed class RedactFunction() : ExpressionFunction("Redact", new FunctionParameter("value"))
{
    // Lazy, so that errors from within it know already that the value is not to be shown.
    internal override bool IsLazy => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        call.Evaluator.IsRedacted = true;
        return call.Evaluate(0);
    }
}
