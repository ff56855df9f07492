using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Service.Mapping;
using Sutler.Service.Scoping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>Checks the filters of an object mapping (S/SCOPE-8 … S/SCOPE-20).</summary>
internal static class ScopeLint
{
    private static readonly string[] Lists = ["groups", "inputFilterGroups", "categoryFilterGroups"];
    private static readonly string[] Anchors = ["^", "$", ".*"];
    private static readonly string[] Unusable = [SourceAttributes.Members, SourceAttributes.AppRoleAssignments, "memberOf"];

    public static void Check(JsonNode? filter, string place, LintScope scope)
    {
        if (filter is null)
            return;
        if (filter is not JsonObject)
            scope.Findings.Error("Scope", place, "The scope is no object.", "Write {\"groups\":[…]}, or null for everybody.");
        if (filter.List("categoryFilterGroups").Count > 0)
            scope.Findings.Warn("CategoryFilters", $"{place}.categoryFilterGroups", "These filters are kept and have no effect.", "Use groups or inputFilterGroups.");
        foreach (var list in Lists)
        {
            var groups = filter.List(list);
            for (var index = 0; index < groups.Count; index++)
                CheckGroup(groups[index], $"{place}.{list}[{index}]", scope);
        }
    }

    private static void CheckGroup(JsonNode? group, string place, LintScope scope)
    {
        if ((group as JsonObject)?["clauses"] is not JsonArray clauses)
        {
            scope.Findings.Error("NoClauses", place, "The filter has no clauses.", "Add clauses, or remove the filter.");
            return;
        }

        if (clauses.Count == 0)
            scope.Findings.Warn("NoClauses", $"{place}.clauses", "A filter without clauses lets everybody in.", "Add clauses, or remove the filter.");
        for (var index = 0; index < clauses.Count; index++)
            CheckClause(clauses[index], $"{place}.clauses[{index}]", scope);
    }

    private static void CheckClause(JsonNode? clause, string place, LintScope scope)
    {
        var name = clause.Text("operatorName") ?? "";
        if (ScopeOperators.Find(name) is not { } comparison)
        {
            scope.Findings.Error("OperatorUnknown", $"{place}.operatorName", $"There is no operator '{name}'.", $"Use one of {string.Join(", ", ScopeOperators.All.Select(item => item.Name))}.");
            return;
        }

        if (comparison.IsExtension)
            scope.Findings.Warn("NotInOriginal", $"{place}.operatorName", $"{comparison.Name} does not exist in the original, which will not take this filter.", "");
        if (comparison.Name != name)
            scope.Findings.Warn("OperatorCase", $"{place}.operatorName", $"'{name}' is taken as {comparison.Name}.", "Write it so.");
        if (!comparison.IsExpression)
            CheckAttribute(clause!, comparison, place, scope);
        CheckOperands(ScopeReader.Operands(clause), comparison, place, scope);
    }

    private static void CheckAttribute(JsonNode clause, ScopeOperator comparison, string place, LintScope scope)
    {
        var name = clause.Text("sourceOperandName") ?? "";
        place += ".sourceOperandName";
        if (scope.Sources.Find(name) is not { } attribute)
        {
            scope.Findings.Error("SourceUnknown", place, $"The filter {scope.Sources.Unknown(name)}.", "Correct the name.");
            return;
        }

        if (Unusable.Contains(attribute.Name, StringComparer.OrdinalIgnoreCase))
            scope.Findings.Error("ScopeAttribute", place, $"{attribute.Name} cannot be filtered by.", "Filter by an attribute with one value, or assign the group.");
        else if (attribute.IsMultiValued && clause.Text("multivaluedComparisonType") is null)
            scope.Findings.Warn("ScopeAttribute", place, $"{attribute.Name} can have several values, and all must fit.", "Say which with multivaluedComparisonType All or Any.");
        else if (attribute.Type is TargetType.Reference or TargetType.DateTime || attribute.Name.Is("userType") || attribute.IsMultiValued)
            scope.Findings.Warn("ScopeNotInOriginal", place, $"The original cannot filter by {attribute.Name}.", "");

        var wantsFlag = comparison.Types is [TargetType.Boolean];
        if (wantsFlag && attribute.Type is not TargetType.Boolean || attribute.Type is TargetType.Boolean && comparison.IsNumeric)
            scope.Findings.Warn("TypeMismatch", place, $"{comparison.Name} is not made for {attribute.Name}, which is {attribute.Type}.", "Use another operator.");
    }

    private static void CheckOperands(IReadOnlyList<string> operands, ScopeOperator comparison, string place, LintScope scope)
    {
        place += ".targetOperand";
        if (comparison.Arity is ScopeArity.Unary)
            return;
        if (operands.Count == 0 || operands.All(operand => operand.Length == 0))
            scope.Findings.Error("OperandMissing", place, $"{comparison.Name} has nothing to compare with.", "Write {\"values\":[\"…\"]}.");
        foreach (var operand in operands.Where(operand => operand.Length > 0))
            CheckOperand(operand, comparison, place, scope);
    }

    private static void CheckOperand(string operand, ScopeOperator comparison, string place, LintScope scope)
    {
        if (comparison.IsNumeric && !long.TryParse(operand, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            scope.Findings.Error("TypeMismatch", place, $"'{operand}' is no whole number.", $"{comparison.Name} compares whole numbers.");
        if (comparison.IsTemporal && !RelativeTime.TryRead(operand, DateTimeOffset.UnixEpoch, out _))
            scope.Findings.Error("TypeMismatch", place, $"'{operand}' is no point in time.", "Write now, now-30d, now+12h, or a date such as 2026-01-31.");
        if (comparison.IsRegex)
            CheckPattern(operand, place, scope);
        if (!comparison.IsExpression)
            return;

        var parsed = Expression.Parse(operand);
        if (parsed.Error is { } error)
            scope.Findings.Error("ExpressionInvalid", place, error.Message, "");
        else
            new ExpressionLint(scope, place).Check(parsed.Expression!);
    }

    private static void CheckPattern(string pattern, string place, LintScope scope)
    {
        if (ScopePattern.Fault(pattern) is { } fault)
            scope.Findings.Error("RegexInvalid", place, $"'{pattern}' is no regular expression: {fault}", "Correct it.");
        else if (!Anchors.Any(start => pattern.StartsWith(start, StringComparison.Ordinal)) || !Anchors.Any(end => pattern.EndsWith(end, StringComparison.Ordinal)))
            scope.Findings.Warn("RegexUnanchored", place, $"'{pattern}' also fits longer values that hold a fitting part.", $"Write ^{pattern}$ if the whole value must fit.");
    }
}
