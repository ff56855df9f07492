namespace Sutler.Conformance.Cases;

/// <summary>One case of the pack: what it needs, what it sends and what it expects. A value; running it changes nothing in it.</summary>
public sealed record ConformanceCase
{
    /// <summary>Stable name, unique in the pack.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The file it stands in, without the extension.</summary>
    public required string Theme { get; init; }

    /// <summary>The section of an RFC, such as <c>RFC7644 3.5.2.1</c>, or the name of a client's dialect.</summary>
    public required string Source { get; init; }

    public required CaseLevel Level { get; init; }

    internal IReadOnlyList<Need> Needs { get; init; } = [];

    internal IReadOnlyList<GivenResource> Given { get; init; } = [];

    internal IReadOnlyList<CaseStep> Steps { get; init; } = [];
}
