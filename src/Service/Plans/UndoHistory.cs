using Sutler.Service.Logs;

namespace Sutler.Service.Plans;

/// <summary>What was done to one object, all in all: the first old values and the last new ones. Made of log rows in their order. Pure.</summary>
internal sealed record UndoHistory
{
    public const string Redacted = LogWords.Redacted;

    // A row about members counts them and names the first.
    private const string Members = "members";

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
        foreach (var property in entries.SelectMany(entry => LogRowFacts.Read(entry.Record).Modified))
        {
            var (name, before, after) = (property[0] ?? "", property[1], property[2]);
            if (!IsKept(before) || !IsKept(after) || name.Equals(Members, StringComparison.OrdinalIgnoreCase))
                unknown = name;
            attributes[name] = (attributes.TryGetValue(name, out var earlier) ? earlier.Before : before, after);
        }

        return new UndoHistory
        {
            SourceId = entries[0].SourceId,
            DisplayName = entries.Select(entry => entry.SourceName).LastOrDefault(name => name is { Length: > 0 }) ?? "",
            TargetId = entries.Select(entry => entry.TargetId).LastOrDefault(id => id is { Length: > 0 }),
            Created = entries.Any(entry => entry.Action == "create"),
            Deleted = entries[^1].Action == "delete",
            Disabled = entries.Any(entry => entry.Action == "disable"),
            Attributes = attributes,
            Unknown = unknown,
        };
    }

    /// <summary>The log keeps no secrets, and of long values only the beginning.</summary>
    private static bool IsKept(string? value) => value != Redacted && !LogFacts.IsCut(value);
}
