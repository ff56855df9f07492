namespace Sutler.Service.Escrow;

/// <summary>A failed object as the table holds it.</summary>
internal sealed record EscrowRow
{
    public const string Columns = """
        source_id AS SourceId, object_type AS ObjectType, name AS Name, attempts AS Attempts, retry_class AS RetryClass, next_due AS NextDue,
        error_code AS ErrorCode, reason AS Reason, first_failed_at AS FirstFailedAt, last_failed_at AS LastFailedAt
        """;

    public required string SourceId { get; init; }

    public required string ObjectType { get; init; }

    public required string Name { get; init; }

    public required int Attempts { get; init; }

    public required string RetryClass { get; init; }

    /// <summary>Null for not by itself; empty for at once.</summary>
    public string? NextDue { get; init; }

    public required string ErrorCode { get; init; }

    public required string Reason { get; init; }

    public required string FirstFailedAt { get; init; }

    public required string LastFailedAt { get; init; }
}
