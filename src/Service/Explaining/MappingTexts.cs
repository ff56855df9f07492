using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sutler.Service.Explaining;

/// <summary>The sources of a mapping as its author wrote them, by target attribute. Pure.</summary>
internal static partial class MappingTexts
{
    public static IReadOnlyDictionary<string, string> Read(string schemaDocument, string objectName)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rules = JsonNode.Parse(schemaDocument)?["synchronizationRules"] as JsonArray ?? [];
        var mappings = rules.SelectMany(rule => rule?["objectMappings"] as JsonArray ?? []).Where(mapping => mapping?["sourceObjectName"]?.ToString() == objectName);
        foreach (var row in mappings.SelectMany(mapping => mapping?["attributeMappings"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (row["targetAttributeName"]?.ToString() is { } target)
                texts.TryAdd(target, Text(row));
        }

        return texts;
    }

    /// <summary>The attributes that a source reads.</summary>
    public static IReadOnlyList<string> Inputs(string text) =>
        [.. Attribute().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string Text(JsonObject row) => row["source"] switch
    {
        JsonObject source when source["type"]?.ToString() is "Constant" => $"the constant \"{(source["name"] ?? source["expression"])?.ToString().Trim('"')}\"",
        JsonObject source when source["expression"]?.ToString() is { Length: > 0 } expression => expression,
        JsonObject source => $"[{source["name"]}]",
        _ => $"the default value \"{row["defaultValue"]}\"",
    };

    [GeneratedRegex(@"\[(?<name>[^\[\]""]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();
}
