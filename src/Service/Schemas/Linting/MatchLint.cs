using System.Text.Json.Nodes;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>Checks how objects at the target are found (S/MATCH-1 … S/MATCH-4).</summary>
internal static class MatchLint
{
    public static void Check(List<(JsonObject Row, string Place)> rows, string place, LintScope scope)
    {
        var findings = scope.Findings;
        foreach (var (row, rowPlace) in rows.Where(pair => pair.Row.Number("matchingPriority") < 0))
            findings.Error("MatchingPriority", $"{rowPlace}.matchingPriority", $"{row.Number("matchingPriority")} is no precedence.", "Write 0 for rows that do not match, else 1 for the first asked.");

        var matching = rows.Where(pair => pair.Row.Number("matchingPriority") > 0).ToList();
        if (matching.Count == 0)
            findings.Error("NoMatching", $"{place}.attributeMappings", "No row has a matchingPriority above 0, so existing objects could not be found.", "Give the row of a unique attribute the matchingPriority 1.");

        foreach (var same in matching.Where(pair => pair.Row.Text("matchingRule") is not { Length: > 0 }).GroupBy(pair => pair.Row.Number("matchingPriority")).Where(group => group.Count() > 1))
            findings.Warn("MatchingPriorityRepeated", $"{same.Last().Place}.matchingPriority", $"{same.Count()} rows have the precedence {same.Key}; they are asked one after the other.", "Give each its own, or give them one matchingRule if all must agree.");
        foreach (var (row, rowPlace) in matching)
            CheckRow(row, rowPlace, scope);
    }

    private static void CheckRow(JsonObject row, string place, LintScope scope)
    {
        var name = row.Text("targetAttributeName") ?? "";
        var target = scope.Targets.GetValueOrDefault(name);
        if (target.Text("mutability").Is("WriteOnly") || target.Text("type").Is("Binary"))
            scope.Findings.Error("MatchingNotFilterable", place, $"{name} cannot be searched by at the target.", "Match by another attribute.");
        else if (target.Text("type").Is("Reference") || target.Flag("multivalued") is true)
            scope.Findings.Warn("MatchingNotFilterable", place, $"Few targets can be searched by {name}.", "Match by a unique text, such as userName or externalId.");
        if (row.Text("nullPolicy").Is("clear"))
            scope.Findings.Error("ClearMatching", $"{place}.nullPolicy", $"{name} finds the object and must not be removed.", "Use skip.");
    }
}
