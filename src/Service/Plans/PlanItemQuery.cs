namespace Sutler.Service.Plans;

/// <summary>Which items of a plan are wanted.</summary>
internal sealed record PlanItemQuery
{
    /// <summary>Where the page before ended.</summary>
    public (int Rank, string SourceId) After { get; init; } = (-1, "");

    public required int Top { get; init; }

    /// <summary>Null for all.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    public string? State { get; init; }

    /// <summary>Part of a name or an id.</summary>
    public string? Search { get; init; }

    public static (int Rank, string SourceId) Place(PlanItem item) => (item.Rank, item.SourceId);
}
