namespace Sutler.Service.Plans;

/// <summary>What a plan says about one object, as the table holds it.</summary>
internal sealed record PlanItem
{
    public const string Columns = """
        rank AS Rank, source_id AS SourceId, object_type AS ObjectType, display_name AS DisplayName, action AS Action, situation AS Situation, reason AS Reason,
        detail AS Detail, attributes AS Attributes, source_version AS SourceVersion, target_id AS TargetId, match_value AS MatchValue, fingerprint AS Fingerprint,
        state AS State, message AS Message
        """;

    public required int Rank { get; init; }

    public required string SourceId { get; init; }

    public required string ObjectType { get; init; }

    public required string DisplayName { get; init; }

    public required string Action { get; init; }

    public required string Situation { get; init; }

    public required string Reason { get; init; }

    public required string Detail { get; init; }

    /// <summary>JSON: <c>[{"name", "before", "after"}]</c>.</summary>
    public required string Attributes { get; init; }

    public required long SourceVersion { get; init; }

    public string? TargetId { get; init; }

    /// <summary>The first value by which a new object would be found, to see that two objects do not become one.</summary>
    public string? MatchValue { get; init; }

    /// <summary>Stands for everything the change depends on: action, link, and what the target had and is to get.</summary>
    public required string Fingerprint { get; init; }

    public string State { get; init; } = PlanItemState.Planned;

    public string? Message { get; init; }

    public string SearchKey => $"{DisplayName}\n{SourceId}\n{TargetId}".ToLowerInvariant();

    /// <summary>What a signature covers: all but what became of the item.</summary>
    public string Canonical => string.Join('\u001f', SourceId, ObjectType, Action, Situation, Reason, Attributes, SourceVersion, TargetId, Fingerprint);
}
