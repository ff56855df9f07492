using Sutler.Expressions.Syntax;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Functions;

/// <summary>
/// Picks the value of the first key equal to the source, case included; the key "" stands for an empty source (S/EXPR-41). Evaluated over the
/// whole object every time, so that it never blanks a target because only another attribute changed (S/EXPR-42).
/// </summary>
internal sealed class SwitchFunction() : ExpressionFunction(
    "Switch", new("source"), new("defaultValue", Required: false), new FunctionParameter("switchValue") { AllowMultipleOccurrences = true })
{
    internal override bool IsLazy => true;

    internal override ExpressionValue Invoke(FunctionCall call)
    {
        var source = call.Evaluate(0);
        if (source.IsError)
            return source;

        for (var index = 2; index + 1 < call.Count; index += 2)
        {
            var key = call.Evaluate(index);
            if (key.IsError)
                return key;
            if (string.Equals(key.Text, source.Text, StringComparison.Ordinal))
                return call.Evaluate(index + 1);
        }

        return call.Evaluate(1);
    }

    internal override string? Check(IReadOnlyList<ExpressionNode> arguments) => base.Check(arguments)
        ?? (arguments.Count % 2 == 0 ? null : "Switch has a key without a value. Write source, default, then keys and values in pairs");

    internal override string? Warn(IReadOnlyList<ExpressionNode> arguments) =>
        arguments[0] is CallNode { Name: "IsPresent" or "IsNull" or "IsNullOrEmpty" } call ? $"the original does not support {call.Name} as source of Switch. Use the key \"\"." : null;
}
