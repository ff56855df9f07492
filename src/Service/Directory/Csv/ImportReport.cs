namespace Sutler.Service.Directory.Csv;

/// <summary>What an import did and what it refused, as the API answers it.</summary>
internal sealed record ImportReport
{
    /// <summary>How many refused places are listed; all of them are counted.</summary>
    public const int MostListed = 1000;

    public string? Name { get; init; }

    public required int Rows { get; init; }

    public required int Workers { get; init; }

    public required int Superseded { get; init; }

    public int Created { get; init; }

    public int Updated { get; init; }

    public int Disabled { get; init; }

    public int Unchanged { get; init; }

    public required int RefusedCount { get; init; }

    public required IReadOnlyList<ImportProblem> Refused { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<ImportColumn> Columns { get; init; }

    public int UnresolvedManagers { get; init; }

    public long FeedPosition { get; init; }

    public required bool Complete { get; init; }
}
