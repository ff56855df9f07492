namespace Sutler.Service.Jobs;

/// <summary>A cycle, under way or ended, as the job's row keeps it.</summary>
internal sealed record CycleRecord
{
    public required string Id { get; init; }

    public required CycleKind Kind { get; init; }

    /// <summary>Feed position that the cycle brings the target to.</summary>
    public required long To { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public JobCounters Counters { get; init; } = new();
}
