using System.Globalization;
using System.Text.Json;
using Sutler.Service.Planning;

namespace Sutler.Service.Links;

/// <summary>A link as the table holds it.</summary>
internal sealed record LinkRow
{
    public const string Columns = """
        source_id AS SourceId, target_id AS TargetId, version_settled AS VersionSettled, active AS Active, references_sent AS ReferencesSent,
        object_type AS ObjectType, inactive_since AS InactiveSince
        """;

    public required string SourceId { get; init; }

    public required string TargetId { get; init; }

    public required long VersionSettled { get; init; }

    public required long Active { get; init; }

    public string? ReferencesSent { get; init; }

    public required string ObjectType { get; init; }

    public string? InactiveSince { get; init; }

    public LinkState ToState() => new()
    {
        TargetId = TargetId,
        ObjectType = ObjectType,
        VersionSettled = VersionSettled,
        Active = Active != 0,
        InactiveSince = InactiveSince is null ? null : DateTimeOffset.Parse(InactiveSince, CultureInfo.InvariantCulture),
        ReferencesSent = Read(ReferencesSent),
    };

    public static IReadOnlyDictionary<string, string> Read(string? text) =>
        text is null ? new Dictionary<string, string>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;

    public static string? Write(IReadOnlyDictionary<string, string> references) => references.Count == 0 ? null : JsonSerializer.Serialize(references);
}
