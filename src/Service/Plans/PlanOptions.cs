namespace Sutler.Service.Plans;

/// <summary>How plans are kept.</summary>
internal sealed record PlanOptions
{
    /// <summary>How long a plan is kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long a node may be silent before another one goes on computing its plan.</summary>
    public TimeSpan Claim { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a node looks for plans that others have asked for.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Removals that a plan may hold without being approved: this many, or this share of the linked objects, whichever is more (S/PLAN-3).</summary>
    public int RemovalCount { get; init; } = 20;

    public double RemovalShare { get; init; } = 0.10;

    /// <summary>Most objects that one request names.</summary>
    public int MostIds { get; init; } = 10_000;
}
