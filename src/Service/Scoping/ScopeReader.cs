using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Service.Mapping;

namespace Sutler.Service.Scoping;

/// <summary>Reads the <c>scope</c> of an object mapping (S/SCOPE-16).</summary>
internal static class ScopeReader
{
    public static ScopeFilter Read(JsonNode? scope, string groups, SourceAttributes sources)
    {
        var list = scope.List(groups);
        return list.Count == 0 ? ScopeFilter.Everybody : new ScopeFilter([.. list.Select(group => ReadGroup(group, sources))]);
    }

    private static IReadOnlyList<ScopeClause> ReadGroup(JsonNode? group, SourceAttributes sources)
    {
        var clauses = group?["clauses"] as JsonArray ?? throw SchemaReader.Refuse("scope", "holds a group without clauses");
        return [.. clauses.Select(clause => ReadClause(clause, sources))];
    }

    private static ScopeClause ReadClause(JsonNode? clause, SourceAttributes sources)
    {
        var name = clause?["operatorName"]?.GetValue<string>() ?? "";
        if (!ScopeClause.Operators.Contains(name))
            throw SchemaReader.Refuse("scope", $"holds a clause with the unknown operator '{name}'");

        var attribute = sources.Check("scope", clause?["sourceOperandName"]?.GetValue<string>() ?? "");
        var operand = (clause?["targetOperand"]?["values"] as JsonArray)?.FirstOrDefault()?.GetValue<string>();
        if (name.Contains("REGEX", StringComparison.OrdinalIgnoreCase))
            RequireValid(operand ?? "");
        return new ScopeClause(attribute, name, operand);
    }

    private static void RequireValid(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(250));
        }
        catch (ArgumentException e)
        {
            throw SchemaReader.Refuse("scope", $"holds an invalid regular expression ({e.Message})");
        }
    }
}
