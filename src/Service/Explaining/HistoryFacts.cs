namespace Sutler.Service.Explaining;

/// <summary>A row of the provisioning log, in short.</summary>
internal sealed record HistoryFacts
{
    public required string At { get; init; }

    public required string Action { get; init; }

    public required string Status { get; init; }

    public string? Situation { get; init; }

    public string? Reason { get; init; }

    public string? Code { get; init; }

    public string? ChangeId { get; init; }

    public string? By { get; init; }
}
