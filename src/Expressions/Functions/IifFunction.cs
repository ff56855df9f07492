using Sutler.Expressions.Evaluation;
using Sutler.Expressions.Syntax;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

internal sealed class IifFunction() : ExpressionFunction(
    "IIF", new FunctionParameter("condition") { Type = "Boolean", IsCondition = true }, new("valueIfTrue", Required: false), new("valueIfFalse", Required: false))
{
    internal override bool IsLazy => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        var condition = call.Evaluate(0);
        if (condition.IsError)
            return condition;
        if (condition.IsNullOrEmpty)
            return call.Fail(0, "the condition is null or empty. Use Switch or Coalesce to give it a value first");
        return call.Evaluate(Truth.Of(condition) ? 1 : 2);
    }

    internal override string? Warn(IReadOnlyList<ExpressionNode> arguments) => arguments[0] switch
    {
        CallNode { Name: "IsPresent" or "IsNullOrEmpty" } => "the original does not support this condition in IIF.",
        ComparisonNode { Right: ConstantNode { Value.IsNullOrEmpty: true } } => "the original does not support a comparison with an empty text in IIF. Use Switch with the key \"\".",
        _ => null,
    };
}
