using System.Text.Json;

namespace Sutler.Service.Jobs;

/// <summary>A job as the table holds it.</summary>
internal sealed record JobRow
{
    public const string Columns = """
        id AS Id, application_id AS ApplicationId, template_id AS TemplateId, code AS Code, schema_document AS SchemaDocument,
        schema_version AS SchemaVersion, epoch AS Epoch, watermark AS Watermark, cycle AS Cycle, cursor AS Cursor, held AS Held, executions AS Executions, settings AS Settings
        """;

    public required string Id { get; init; }

    public required string ApplicationId { get; init; }

    public required string TemplateId { get; init; }

    public required string Code { get; init; }

    public required string SchemaDocument { get; init; }

    public required long SchemaVersion { get; init; }

    /// <summary>Grows with every take-over; a write under an older epoch is refused.</summary>
    public required long Epoch { get; init; }

    /// <summary>Feed position that the target has; null before the first cycle has ended.</summary>
    public long? Watermark { get; init; }

    public string? Cycle { get; init; }

    /// <summary>Where an initial cycle stands: the last object id settled.</summary>
    public string? Cursor { get; init; }

    public string? Held { get; init; }

    public string? Executions { get; init; }

    /// <summary>What <see cref="JobSettings"/> reads.</summary>
    public string? Settings { get; init; }

    /// <summary>A job that takes records in: it has no target, and <see cref="Inbound.Uploads.UploadLoop"/> runs it.</summary>
    public bool IsInbound => TemplateId == Inbound.Uploads.InboundTemplate.Id;

    public CycleRecord? CycleRecord => Cycle is null ? null : JsonSerializer.Deserialize<CycleRecord>(Cycle, JsonSerializerOptions.Web);

    public HeldRecord? HeldRecord => Held is null ? null : JsonSerializer.Deserialize<HeldRecord>(Held, JsonSerializerOptions.Web);

    public JobExecutions ExecutionRecord => Executions is null ? new JobExecutions() : JsonSerializer.Deserialize<JobExecutions>(Executions, JsonSerializerOptions.Web)!;
}
