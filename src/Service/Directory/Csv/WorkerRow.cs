namespace Sutler.Service.Directory.Csv;

/// <summary>What a row says of a worker.</summary>
internal sealed record WorkerRow
{
    public required int Line { get; init; }

    public required string WorkerId { get; init; }

    public required string UserPrincipalName { get; init; }

    /// <summary>Attributes with a value.</summary>
    public required Dictionary<string, object> Attributes { get; init; }

    public string? ManagerEmployeeId { get; init; }

    /// <summary>The same for two rows that say the same.</summary>
    public required string Hash { get; init; }
}
