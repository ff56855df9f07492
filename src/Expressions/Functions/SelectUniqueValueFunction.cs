using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// Gives all its candidates; which of them is free only the target knows, and the caller asks it (S/EXPR-90). Candidates without a value, and those
/// that repeat, are left out.
/// </summary>
internal sealed class SelectUniqueValueFunction() : ExpressionFunction("SelectUniqueValue", new("rule1"), new FunctionParameter("rule") { AllowMultipleOccurrences = true })
{
    internal override bool MustBeOutermost => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        List<ExpressionValue> candidates = new(call.Count);
        for (var index = 0; index < call.Count; index++)
        {
            if (!call[index].IsNullOrEmpty && !candidates.Contains(call[index]))
                candidates.Add(call[index]);
        }

        if (candidates.Count == 0)
            return call.Fail(-1, "no rule gives a value. Give rules over attributes that are never empty");
        call.Evaluator.Candidates = candidates;
        return candidates[0];
    }
}
