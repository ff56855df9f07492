namespace Sutler.Service.Inbound.Uploads;

/// <summary>A record that was taken in, as the table holds it.</summary>
internal sealed record UploadRow
{
    public const string Columns = """
        sequence AS Sequence, operation_id AS OperationId, position AS Position, bulk_id AS BulkId, match_key AS MatchKey, external_id AS ExternalId, data AS Data, status AS Status,
        accepted AS Accepted, action AS Action, object_id AS ObjectId, error_code AS ErrorCode, message AS Message, processed_at AS ProcessedAt
        """;

    public required long Sequence { get; init; }

    public required string OperationId { get; init; }

    public required long Position { get; init; }

    public string? BulkId { get; init; }

    public required string MatchKey { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>The record; null once it is settled, for the directory has it then.</summary>
    public string? Data { get; init; }

    public required string Status { get; init; }

    public long Accepted { get; init; }

    public string? Action { get; init; }

    public string? ObjectId { get; init; }

    public string? ErrorCode { get; init; }

    public string? Message { get; init; }

    public string? ProcessedAt { get; init; }
}
