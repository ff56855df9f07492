using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Reports;

/// <summary>How one case ended. No member holds the token.</summary>
public sealed record CaseResult
{
    public required ConformanceCase Case { get; init; }

    public required CaseOutcome Outcome { get; init; }

    /// <summary>Why it was skipped, or what failed, in a sentence.</summary>
    public string? Reason { get; init; }

    public string? Expected { get; init; }

    public string? Came { get; init; }

    /// <summary>Status and an excerpt of the answer that failed the case.</summary>
    public string? Answer { get; init; }

    /// <summary>The request that failed, as a curl line.</summary>
    public string? Request { get; init; }

    public double Seconds { get; init; }
}
