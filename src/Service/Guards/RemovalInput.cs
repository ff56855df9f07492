namespace Sutler.Service.Guards;

/// <summary>What a decision on removals is made from.</summary>
internal sealed record RemovalInput
{
    /// <summary>Everything that the cycle would remove, what was held before among it.</summary>
    public required IReadOnlyList<Removal> Leaving { get; init; }

    /// <summary>What was held before.</summary>
    public required IReadOnlyList<HeldRemovalRow> Rows { get; init; }

    /// <summary>How many there are that could be removed.</summary>
    public required int Population { get; init; }

    public required RemovalGuard Guard { get; init; }

    /// <summary>An operator has decided on some of the rows: what is left waits for a decision too.</summary>
    public bool IsDecided { get; init; }

    /// <summary>Removals that were let through a short while ago count with those of this cycle.</summary>
    public IReadOnlySet<string> Passed { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Rows held since then count with what is new; older ones only wait.</summary>
    public required string RecentSince { get; init; }
}
