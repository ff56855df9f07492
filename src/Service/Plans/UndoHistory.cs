using System.Text.Json.Nodes;

namespace Sutler.Service.Plans;

/// <summary>What was done to one object, all in all: the first old values and the last new ones. Made of log rows in their order. Pure.</summary>
internal sealed record UndoHistory
{
    public const string Redacted = "[Redact]";

    public required string SourceId { get; init; }

    public string DisplayName { get; init; } = "";

    public string? TargetId { get; init; }

    public bool Created { get; init; }

    public bool Deleted { get; init; }

    /// <summary>The account was taken out of use.</summary>
    public bool Disabled { get; init; }

    /// <summary>By target attribute: what the target had before, and has since, as the log's text; null for no value.</summary>
    public required IReadOnlyDictionary<string, (string? Before, string? After)> Attributes { get; init; }

    /// <summary>An attribute whose values the log does not keep; null for none.</summary>
    public string? Unknown { get; init; }

    public static UndoHistory Of(IReadOnlyList<UndoEntry> entries)
    {
        var attributes = new Dictionary<string, (string? Before, string? After)>(StringComparer.OrdinalIgnoreCase);
        string? unknown = null;
        var records = entries.Select(entry => JsonNode.Parse(entry.Record)!).ToList();
        foreach (var property in records.SelectMany(record => record["modifiedProperties"] as JsonArray ?? []))
        {
            var name = Text(property, "displayName") ?? "";
            var (before, after) = (Text(property, "oldValue"), Text(property, "newValue"));
            if (before == Redacted || after == Redacted)
                unknown = name;
            attributes[name] = (attributes.TryGetValue(name, out var earlier) ? earlier.Before : before, after);
        }

        return new UndoHistory
        {
            SourceId = entries[0].SourceId,
            DisplayName = records.Select(record => Text(record["sourceIdentity"], "displayName")).LastOrDefault(name => name is { Length: > 0 }) ?? "",
            TargetId = records.Select(record => Text(record["targetIdentity"], "id")).LastOrDefault(id => id is { Length: > 0 }),
            Created = entries.Any(entry => entry.Action == "create"),
            Deleted = entries[^1].Action == "delete",
            Disabled = entries.Any(entry => entry.Action == "disable"),
            Attributes = attributes,
            Unknown = unknown,
        };
    }

    private static string? Text(JsonNode? node, string name) => node?[name]?.ToString();
}
