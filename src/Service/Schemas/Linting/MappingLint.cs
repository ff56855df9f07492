using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Service.Directory;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>Checks one object mapping: its parts, its rows and its filters.</summary>
internal static class MappingLint
{
    private static readonly string[] Flows = ["Add", "Update", "Delete"];

    public static void Check((JsonObject Document, JsonObject Rule, JsonObject Mapping) of, string place, Findings findings, EvaluationContext context)
    {
        var mapping = of.Mapping;
        var sourceType = mapping.Text("sourceObjectName") ?? "";
        if (sourceType is not (JobSchema.User or JobSchema.Group))
            findings.Error("SourceObject", $"{place}.sourceObjectName", $"'{sourceType}' is no kind of source object.", "Write User or Group.");
        var isEnabled = mapping.Flag("enabled") is not false;
        if (!isEnabled && sourceType is JobSchema.User)
            findings.Warn("UserMappingDisabled", $"{place}.enabled", "Users are not provisioned by this mapping.", "Enable it, or leave it so on purpose.");
        foreach (var flow in (mapping.Text("flowTypes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Flows.Contains(flow, StringComparer.OrdinalIgnoreCase))
                findings.Error("FlowTypes", $"{place}.flowTypes", $"'{flow}' is no action.", "Write Add, Update and Delete, with commas between.");
        }

        var target = ObjectReader.Definition(of.Document, of.Rule.Text("targetDirectoryName"), mapping.Text("targetObjectName") ?? sourceType);
        var scope = new LintScope
        {
            // What is switched off may be unfinished.
            Findings = isEnabled ? findings : new Findings(),
            Sources = SourceAttributes.Of(sourceType, ObjectReader.Definition(of.Document, of.Rule.Text("sourceDirectoryName"), sourceType)),
            Targets = RowReader.ByName(target),
            Context = context,
        };
        CheckRows(mapping, place, scope);
        ScopeLint.Check(mapping["scope"], $"{place}.scope", scope);
    }

    private static void CheckRows(JsonObject mapping, string place, LintScope scope)
    {
        var findings = scope.Findings;
        var list = mapping.List("attributeMappings");
        if (list.Count > ObjectReader.MostMappings)
        {
            findings.Error("TooManyRows", $"{place}.attributeMappings", $"There are {list.Count} rows, more than {ObjectReader.MostMappings}.", "Split the mapping.");
            return;
        }

        var rows = list.Select((row, index) => (Row: row as JsonObject ?? [], Place: $"{place}.attributeMappings[{index}]")).ToList();
        foreach (var (row, rowPlace) in rows)
            new RowLint(scope, rowPlace).Check(row);
        MatchLint.Check(rows, place, scope);
        CheckTargets(rows, place, scope);
        if (mapping.Text("sourceObjectName") is JobSchema.User && !rows.Exists(pair => Reads(pair.Row, UserAttribute.IsSoftDeleted) || Reads(pair.Row, UserAttribute.AccountEnabled)))
            findings.Warn("NeverDisables", $"{place}.attributeMappings", "No row reads IsSoftDeleted, so leavers keep an active account until they are deleted.", "Map active from Not([IsSoftDeleted]).");
    }

    private static void CheckTargets(List<(JsonObject Row, string Place)> rows, string place, LintScope scope)
    {
        foreach (var same in rows.GroupBy(pair => pair.Row.Text("targetAttributeName") ?? "", StringComparer.OrdinalIgnoreCase).Where(group => group.Key.Length > 0 && group.Count() > 1))
            scope.Findings.Error("DuplicateTarget", same.Last().Place, $"{same.Key} is written by {same.Count()} rows.", "Keep one.");

        var written = rows.Select(pair => pair.Row.Text("targetAttributeName") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, attribute) in scope.Targets)
        {
            if (attribute.Flag("required") is true && !attribute.Text("mutability").Is("ReadOnly") && !written.Contains(name))
                scope.Findings.Error("MissingRequiredRow", $"{place}.attributeMappings", $"The target requires {name}, and no row writes it.", "Add a row for it.");
        }
    }

    private static bool Reads(JsonObject row, string attribute) =>
        row.Part("source")?.ToJsonString().Contains(attribute, StringComparison.OrdinalIgnoreCase) is true;
}
