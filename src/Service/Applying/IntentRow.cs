namespace Sutler.Service.Applying;

/// <summary>A call that was decided and journaled, and whose end is not written down yet.</summary>
internal sealed record IntentRow
{
    public const string Columns =
        "source_id AS SourceId, action AS Action, target_id AS TargetId, matching AS Matching, object_type AS ObjectType, epoch AS Epoch";

    public required string SourceId { get; init; }

    public required string Action { get; init; }

    /// <summary>The run that decided it.</summary>
    public required long Epoch { get; init; }

    public string? TargetId { get; init; }

    /// <summary>The values by which the object can be found at the target, as they were when the call was decided.</summary>
    public required string Matching { get; init; }

    public required string ObjectType { get; init; }
}
