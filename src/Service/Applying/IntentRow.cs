using System.Globalization;

namespace Sutler.Service.Applying;

/// <summary>A call that was decided and journaled, and whose end is not written down yet.</summary>
internal sealed record IntentRow
{
    public const string Columns =
        "source_id AS SourceId, action AS Action, target_id AS TargetId, matching AS Matching, object_type AS ObjectType, node AS Node, begun_at AS BegunAt";

    public required string SourceId { get; init; }

    public required string Action { get; init; }

    public string? TargetId { get; init; }

    /// <summary>The values by which the object can be found at the target, as they were when the call was decided.</summary>
    public required string Matching { get; init; }

    public required string ObjectType { get; init; }

    /// <summary>The process that made the call; null when nobody knows.</summary>
    public string? Node { get; init; }

    public string? BegunAt { get; init; }

    /// <summary>When the call has ended for certain, whoever made it; null for a call of which nobody knows.</summary>
    public DateTimeOffset? EndsBy(TimeSpan callTimeout) =>
        BegunAt is null ? null : DateTimeOffset.Parse(BegunAt, CultureInfo.InvariantCulture) + callTimeout;
}
