using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>A null or empty value takes the attribute out of the flow: it is not written at all (S/EXPR-44).</summary>
internal sealed class IgnoreFlowIfNullOrEmptyFunction() : ExpressionFunction("IgnoreFlowIfNullOrEmpty", new FunctionParameter("expression"))
{
    internal override ExpressionValue Invoke(FunctionCall call)
    {
        call.Evaluator.LeavesFlow |= call[0].IsNullOrEmpty;
        return call[0];
    }
}
