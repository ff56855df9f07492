using Sutler.Expressions;
using Sutler.Expressions.Syntax;
using Sutler.Service.Mapping;
using Sutler.Service.Scoping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>Checks a parsed expression against what is known of objects, tables and functions.</summary>
internal sealed class ExpressionLint(LintScope scope, string place)
{
    private readonly Findings _findings = scope.Findings;

    public void Check(Expression expression)
    {
        foreach (var name in expression.Attributes)
        {
            if (scope.Sources.Find(name) is not { } attribute)
                _findings.Error("SourceUnknown", place, $"The row {scope.Sources.Unknown(name)}.", "Correct the name.");
            else if (attribute.Name != name)
                _findings.Warn("AttributeCase", place, $"[{name}] is taken as [{attribute.Name}].", "Write it so.");
        }

        foreach (var function in expression.Extensions)
            _findings.Warn("NotInOriginal", place, $"{function} does not exist in the original, which will not take this expression.", "");
        Walk(expression.Root);
    }

    /// <summary>Whether the value depends on more than the object: the clock or chance.</summary>
    public static bool IsImpure(ExpressionNode node) => node switch
    {
        CallNode call => call.Name is "Guid" or "RandomString" or "Now" || call.Arguments.Any(IsImpure),
        _ => false,
    };

    private void Walk(ExpressionNode node)
    {
        if (node is ComparisonNode comparison)
        {
            Walk(comparison.Left);
            Walk(comparison.Right);
        }

        if (node is not CallNode call)
            return;
        if (call.Name is "Switch")
            CheckSwitch(call);
        if (call.Name is "x.Lookup" && call.Arguments[0] is ConstantNode table && !scope.Context.Tables.ContainsKey(table.Value.Text))
            _findings.Error("LookupTableUnknown", place, $"There is no lookup table '{table.Value.Text}'.", "Add it to lookupTables, or correct the name.");
        CheckPatterns(call);
        foreach (var argument in call.Arguments)
            Walk(argument);
    }

    private void CheckPatterns(CallNode call)
    {
        for (var index = 0; index < call.Arguments.Count; index++)
        {
            if (call.ParameterAt(index) is { IsPattern: true } && call.Arguments[index] is ConstantNode pattern && ScopePattern.Fault(pattern.Value.Text) is { } fault)
                _findings.Error("RegexInvalid", place, $"{call.Name} has no regular expression: {fault}", "Correct it; a backslash is written twice.");
        }
    }

    private void CheckSwitch(CallNode call)
    {
        if (call.Arguments[0] is AttributeNode source && scope.Sources.Find(source.Name)?.Type is TargetType.Reference)
            _findings.Warn("SwitchReference", place, $"[{source.Name}] is a reference; the original's Switch does not take one, and here its keys are ids.", "Map the reference directly.");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 2; index < call.Arguments.Count; index += 2)
        {
            if (call.Arguments[index] is ConstantNode key && !seen.Add(key.Value.Text))
                _findings.Warn("SwitchKeyRepeated", place, $"Switch has the key \"{key.Value.Text}\" twice; the second is never reached.", "Remove one.");
        }
    }
}
