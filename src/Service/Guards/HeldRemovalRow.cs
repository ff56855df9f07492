namespace Sutler.Service.Guards;

/// <summary>A held removal as the table holds it.</summary>
internal sealed record HeldRemovalRow
{
    public const string Columns = """
        id AS Id, source_id AS SourceId, member_id AS MemberId, object_type AS ObjectType, name AS Name, kind AS Kind, state AS State,
        since AS Since, decided_at AS DecidedAt, decided_by AS DecidedBy, note AS Note
        """;

    public required string Id { get; init; }

    public required string SourceId { get; init; }

    public string? MemberId { get; init; }

    public required string ObjectType { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string State { get; init; }

    public required string Since { get; init; }

    public string? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public string? Note { get; init; }
}
