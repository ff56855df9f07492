namespace Sutler.Service.Explaining;

/// <summary>How an object stands in a job, and why.</summary>
internal sealed record Explanation
{
    /// <summary>A word of <see cref="ExplainVerdict"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The answer, in a sentence or two.</summary>
    public required string Summary { get; init; }

    public required IReadOnlyList<ExplainStatement> Statements { get; init; }
}
