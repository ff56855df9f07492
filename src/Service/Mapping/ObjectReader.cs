using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Service.Api;
using Sutler.Service.Scoping;

namespace Sutler.Service.Mapping;

/// <summary>Reads one object mapping (S/MAP-16).</summary>
internal sealed class ObjectReader(JsonObject document, JsonObject rule, JsonObject mapping, EvaluationContext context)
{
    public const int MostMappings = 500;

    private readonly string _sourceType = mapping.Text("sourceObjectName") ?? throw SchemaReader.Refuse("objectMappings", "holds a mapping without sourceObjectName");
    private readonly string _targetName = mapping.Text("targetObjectName") ?? mapping.Text("sourceObjectName")!;

    public ObjectSchema Read()
    {
        if (mapping.Flag("enabled") is not false)
            return ReadEnabled(enabled: true);

        try
        {
            return ReadEnabled(enabled: false);
        }
        catch (ApiException)
        {
            // A mapping that is switched off harms nobody; it is read in full when it is switched on.
            return ObjectSchema.None(_sourceType);
        }
    }

    private ObjectSchema ReadEnabled(bool enabled)
    {
        var rows = mapping["attributeMappings"] as JsonArray ?? throw SchemaReader.Refuse("attributeMappings", "is missing");
        if (rows.Count > MostMappings)
            throw SchemaReader.Refuse("attributeMappings", $"has more than {MostMappings} rows");

        var sources = SourceAttributes.Of(_sourceType, Definition(document, rule.Text("sourceDirectoryName"), _sourceType));
        var target = Definition(document, rule.Text("targetDirectoryName"), _targetName);
        var reader = new RowReader(sources, target, context);
        var read = rows.Select(row => (Row: row, Mapping: reader.Read(row as JsonObject ?? throw SchemaReader.Refuse("attributeMappings", "holds something that is no object")))).ToList();
        var rules = Rules(read);
        if (rules.Count == 0)
            throw SchemaReader.Refuse("attributeMappings", "has no row with a matchingPriority above 0, so existing objects could not be found");

        return new ObjectSchema([.. read.Select(pair => pair.Mapping)], rules)
        {
            Name = mapping.Text("name") ?? "",
            SourceType = _sourceType,
            TargetName = _targetName,
            Endpoint = target.Metadata("Endpoint") ?? ObjectSchema.EndpointOf(_targetName),
            Enabled = enabled,
            Scope = new ScopeReader(sources, context).Read(mapping["scope"], "groups"),
            InputScope = new ScopeReader(sources, context).Read(mapping["scope"], "inputFilterGroups"),
            Actions = Actions(mapping.Text("flowTypes")),
        };
    }

    /// <summary>Rows that name the same <c>matchingRule</c> belong together and must all agree (S/MATCH-4); every other row is a rule of its own.</summary>
    private static IReadOnlyList<MatchRule> Rules(IEnumerable<(JsonNode? Row, AttributeMapping Mapping)> rows) =>
        [.. rows.Where(pair => pair.Mapping.MatchingPriority > 0)
            .GroupBy(pair => pair.Row.Text("matchingRule") is { Length: > 0 } name ? name : "\0" + pair.Mapping.TargetName, pair => pair.Mapping, StringComparer.Ordinal)
            .Select(rule => new MatchRule(rule.Key.TrimStart('\0'), rule.Min(row => row.MatchingPriority), [.. rule]))
            .OrderBy(rule => rule.Priority)];

    /// <summary>What a directory of the document says of an object; null when it says nothing.</summary>
    public static JsonObject? Definition(JsonObject document, string? directory, string objectName) =>
        document.Objects("directories").FirstOrDefault(item => directory is null || item.Text("name") == directory)
            .Objects("objects").FirstOrDefault(item => item.Text("name") == objectName);

    private static FlowActions Actions(string? flowTypes)
    {
        if (string.IsNullOrWhiteSpace(flowTypes))
            return FlowActions.All;
        var flags = flowTypes.Split(',', StringSplitOptions.TrimEntries);
        return new FlowActions(Has("Add"), Has("Update"), Has("Delete"));

        bool Has(string flag) => flags.Contains(flag, StringComparer.OrdinalIgnoreCase);
    }
}
