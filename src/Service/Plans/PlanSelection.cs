namespace Sutler.Service.Plans;

/// <summary>Which objects a plan is about, where it is not about all that its trigger concerns.</summary>
internal sealed record PlanSelection
{
    /// <summary>These objects of the directory only.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>To be undone: a cycle, or a plan that was applied.</summary>
    public string? CycleId { get; init; }

    /// <summary>To be undone: one change of <see cref="Ids"/>.</summary>
    public string? ChangeId { get; init; }

    /// <summary>For a restart: what it drops.</summary>
    public string? ResetScope { get; init; }
}
