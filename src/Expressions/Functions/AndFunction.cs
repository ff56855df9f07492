using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>True when every condition is; stops at the first that is not.</summary>
internal sealed class AndFunction() : ExpressionFunction("x.And", new FunctionParameter("condition") { Type = "Boolean", IsCondition = true, AllowMultipleOccurrences = true })
{
    public override bool IsExtension => true;

    internal override bool IsLazy => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        for (var index = 0; index < call.Count; index++)
        {
            var condition = call.Evaluate(index);
            if (condition.IsError)
                return condition;
            if (!Truth.Of(condition))
                return ExpressionValue.False;
        }

        return ExpressionValue.True;
    }
}
