namespace Sutler.Service.Jobs;

/// <summary>When a job last ran, and how it went (S/ERR-10, S/ERR-11).</summary>
internal sealed record JobExecutions
{
    public CycleRecord? Last { get; init; }

    public CycleRecord? LastSuccessful { get; init; }

    public CycleRecord? LastWithExports { get; init; }

    public DateTimeOffset? SteadyStateFirstAchieved { get; init; }

    public DateTimeOffset? SteadyStateLastAchieved { get; init; }

    /// <summary>Cycles in a row of which nothing succeeded.</summary>
    public int SuccessiveCompleteFailures { get; init; }

    /// <summary>The history once this cycle has ended.</summary>
    public JobExecutions After(CycleRecord cycle)
    {
        var counters = cycle.Counters;
        var exports = counters.Created + counters.Updated + counters.Disabled + counters.Deleted + counters.ReferencesSet > 0;
        return new JobExecutions
        {
            Last = cycle,
            SuccessiveCompleteFailures = counters.Failed > 0 && !exports && counters.Unchanged == 0 ? SuccessiveCompleteFailures + 1 : 0,
            LastSuccessful = counters.Failed == 0 ? cycle : LastSuccessful,
            LastWithExports = exports ? cycle : LastWithExports,
            SteadyStateFirstAchieved = SteadyStateFirstAchieved ?? cycle.EndedAt,
            SteadyStateLastAchieved = cycle.EndedAt,
        };
    }
}
