using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Service.Mapping;

namespace Sutler.Service.Scoping;

/// <summary>Reads the <c>scope</c> of an object mapping (S/SCOPE-16).</summary>
internal sealed class ScopeReader(SourceAttributes sources, EvaluationContext context)
{
    public const int MostClauses = 1_000;

    public ScopeFilter Read(JsonNode? scope, string groups)
    {
        var list = scope.List(groups);
        return list.Count == 0 ? ScopeFilter.Everybody : new ScopeFilter([.. list.Select(ReadGroup)], context.Clock);
    }

    /// <summary>Operands are texts, but numbers and Booleans are taken too.</summary>
    public static IReadOnlyList<string> Operands(JsonNode? clause) =>
        [.. clause.Part("targetOperand").List("values").Select(value => value is JsonValue one ? one.TryGetValue<string>(out var text) ? text : one.ToJsonString() : "")];

    private ScopeGroup ReadGroup(JsonNode? group, int index)
    {
        var clauses = (group as JsonObject)?["clauses"] as JsonArray ?? throw SchemaReader.Refuse("scope", "holds a group without clauses");
        if (clauses.Count > MostClauses)
            throw SchemaReader.Refuse("scope", $"holds a group with more than {MostClauses} clauses");
        return new ScopeGroup(NameOf(group, index), [.. clauses.Select(ReadClause)]);
    }

    public static string NameOf(JsonNode? group, int index) => group.Text("name") is { Length: > 0 } name ? name : $"Filter{index + 1}";

    private ScopeClause ReadClause(JsonNode? clause)
    {
        var name = clause.Text("operatorName") ?? "";
        var comparison = ScopeOperators.Find(name) ?? throw SchemaReader.Refuse("scope", $"holds a clause with the unknown operator '{name}'");
        var operands = Operands(clause);
        if (comparison.Arity is ScopeArity.Binary && operands.Count == 0)
            throw SchemaReader.Refuse("scope", $"holds a clause with {comparison.Name} and nothing to compare with");
        if (comparison.IsExpression)
            return new ScopeClause("", comparison, operands) { Condition = new SourceReader(sources, context).Expression("scope", operands[0]) };

        var attribute = sources.Check("scope", clause.Text("sourceOperandName") ?? "");
        if (comparison.IsRegex && operands.Select(ScopePattern.Fault).FirstOrDefault(fault => fault is not null) is { } fault)
            throw SchemaReader.Refuse("scope", $"holds an invalid regular expression ({fault})");
        return new ScopeClause(attribute, comparison, operands) { Any = clause.Text("multivaluedComparisonType").Is("Any") };
    }
}
