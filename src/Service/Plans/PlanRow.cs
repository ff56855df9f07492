using System.Text.Json;
using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>A plan as the table holds it, without its items.</summary>
internal sealed record PlanRow
{
    public const string Columns = """
        id AS Id, job_id AS JobId, cause AS Trigger, state AS State, schema_version AS SchemaVersion, schema_draft AS SchemaDraft, settings_draft AS SettingsDraft,
        selection AS SelectionText, feed_position AS FeedPosition, created_by AS CreatedBy, created_at AS CreatedAt, ended_at AS EndedAt, expires_at AS ExpiresAt,
        cursor AS Cursor, done AS Done, total AS Total, hash AS Hash, signature AS Signature, message AS Message, applied_by AS AppliedBy, apply_left AS ApplyLeft,
        follow_up AS FollowUp
        """;

    public required string Id { get; init; }

    public required string JobId { get; init; }

    public required string Trigger { get; init; }

    public required string State { get; init; }

    public required long SchemaVersion { get; init; }

    public string? SchemaDraft { get; init; }

    /// <summary>Names and values as JSON, put over the job's own.</summary>
    public string? SettingsDraft { get; init; }

    public required string SelectionText { get; init; }

    public required long FeedPosition { get; init; }

    public required string CreatedBy { get; init; }

    public required string CreatedAt { get; init; }

    public string? EndedAt { get; init; }

    public required string ExpiresAt { get; init; }

    public string? Cursor { get; init; }

    public long Done { get; init; }

    public long Total { get; init; }

    public string? Hash { get; init; }

    public string? Signature { get; init; }

    public string? Message { get; init; }

    public string? AppliedBy { get; init; }

    /// <summary>How many more items may be sent; null for all.</summary>
    public long? ApplyLeft { get; init; }

    public string? FollowUp { get; init; }

    public PlanSelection Selection => JsonSerializer.Deserialize<PlanSelection>(SelectionText, JsonSerializerOptions.Web)!;

    public Initiator Creator => JsonSerializer.Deserialize<Initiator>(CreatedBy, JsonSerializerOptions.Web)!;

    public Initiator Applicant => AppliedBy is null ? Creator : JsonSerializer.Deserialize<Initiator>(AppliedBy, JsonSerializerOptions.Web)!;
}
