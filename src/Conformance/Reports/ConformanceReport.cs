using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Reports;

/// <summary>The results of one run, in the order of the pack.</summary>
public sealed record ConformanceReport
{
    public required string Url { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required double Seconds { get; init; }

    public required IReadOnlyList<CaseResult> Results { get; init; }

    /// <summary>Paths of resources that the run made and could not delete.</summary>
    public IReadOnlyList<string> LeftBehind { get; init; } = [];

    public int Count(CaseOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    public int Failed(CaseLevel level) => Results.Count(result => result.Outcome == CaseOutcome.Failed && result.Case.Level == level);
}
