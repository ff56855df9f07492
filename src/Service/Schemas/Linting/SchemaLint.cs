using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Service.Api;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>Looks a schema document through before it is saved (S/SCHEMA-8). Pure.</summary>
internal static class SchemaLint
{
    public static IReadOnlyList<Finding> Check(JsonObject document, EvaluationContext? context = null)
    {
        var findings = new Findings();
        var tables = CheckTables(document, findings);
        var made = (context ?? new EvaluationContext { Clock = TimeProvider.System }) with { Tables = tables };
        var rules = document.Objects("synchronizationRules").ToList();
        if (rules.Count == 0)
            findings.Error("NoRules", "$.synchronizationRules", "The document holds no rule.", "Add a synchronizationRule with object mappings.");

        for (var index = 0; index < rules.Count; index++)
            CheckRule((document, rules[index]), $"$.synchronizationRules[{index}]", findings, made);
        CheckEnabled(rules, findings);
        if (!findings.HasErrors)
            CheckReading(document, findings, made);
        return findings.All;
    }

    private static void CheckRule((JsonObject Document, JsonObject Rule) of, string place, Findings findings, EvaluationContext context)
    {
        foreach (var property in (string[])["sourceDirectoryName", "targetDirectoryName"])
        {
            if (of.Rule.Text(property) is { } name && of.Document.Objects("directories").All(directory => directory.Text("name") != name))
                findings.Warn("UnknownDirectory", $"{place}.{property}", $"No directory is called '{name}', so nothing is known of its attributes.", "Add it to directories, or correct the name.");
        }

        var mappings = of.Rule.Objects("objectMappings").ToList();
        for (var index = 0; index < mappings.Count; index++)
            MappingLint.Check((of.Document, of.Rule, mappings[index]), $"{place}.objectMappings[{index}]", findings, context);
    }

    private static void CheckEnabled(List<JsonObject> rules, Findings findings)
    {
        var enabled = rules.SelectMany(rule => rule.Objects("objectMappings")).Where(mapping => mapping.Flag("enabled") is not false).ToList();
        if (rules.Count > 0 && enabled.Count == 0)
            findings.Error("NoEnabledMapping", "$.synchronizationRules", "No object mapping is enabled, so the job would do nothing.", "Enable one.");
        foreach (var type in enabled.GroupBy(mapping => mapping.Text("sourceObjectName") ?? "", StringComparer.Ordinal).Where(group => group.Count() > 1))
            findings.Warn("SeveralMappings", "$.synchronizationRules", $"{type.Count()} enabled object mappings take {type.Key} objects; only the first of the rule of lowest priority is used.", "Disable the others.");
    }

    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> CheckTables(JsonObject document, Findings findings)
    {
        try
        {
            return LookupTables.Read(document);
        }
        catch (ApiException refused)
        {
            findings.Error("LookupTable", "$." + LookupTables.Property, refused.Message, "");
            return new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        }
    }

    /// <summary>What the job itself would refuse, should no check have met it.</summary>
    private static void CheckReading(JsonObject document, Findings findings, EvaluationContext context)
    {
        try
        {
            SchemaReader.Read(document, context);
        }
        catch (ApiException refused)
        {
            findings.Error("Unreadable", "$", refused.Message, "");
        }
    }
}
