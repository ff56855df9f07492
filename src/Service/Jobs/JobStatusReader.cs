using System.Xml;
using Sutler.Service.Nodes;

namespace Sutler.Service.Jobs;

/// <summary>
/// A job as the API shows it: Graph's <c>synchronizationJob</c> with its status (S/ERR-10), and beside it, as <c>state</c>, everything that a
/// client needs to follow a cycle.
/// </summary>
internal sealed class JobStatusReader(JobStore store, JobHost host, EngineOptions options)
{
    public async Task<object> ReadAsync(JobRow job, CancellationToken cancellationToken)
    {
        var numbers = await store.NumbersAsync(job.Id, cancellationToken);
        var activity = await host.ActivityAsync(job.Id, cancellationToken);
        return new
        {
            id = job.Id,
            templateId = job.TemplateId,
            schedule = new
            {
                expiration = (string?)null,
                interval = XmlConvert.ToString(options.Interval),
                state = job.Code switch { JobCode.NotConfigured => "Disabled", JobCode.Paused => "Paused", _ => "Active" },
            },
            status = Status(job, numbers, activity),
            synchronizationJobSettings = Array.Empty<object>(),
            state = State(job, numbers, activity),
        };
    }

    private object Status(JobRow job, JobNumbers numbers, JobActivity activity)
    {
        var executions = job.ExecutionRecord;
        return new
        {
            code = job.Code,
            countSuccessiveCompleteFailures = 0,
            escrowsPruned = false,
            lastExecution = Execution(executions.Last),
            lastSuccessfulExecution = Execution(executions.LastSuccessful),
            lastSuccessfulExecutionWithExports = Execution(executions.LastWithExports),
            progress = new[]
            {
                new { completedUnits = activity.Done, totalUnits = activity.Total, units = "objects", progressObservationDateTime = options.Time.GetUtcNow() },
            },
            quarantine = (object?)null,
            steadyStateFirstAchievedTime = executions.SteadyStateFirstAchieved,
            steadyStateLastAchievedTime = executions.SteadyStateLastAchieved,
            synchronizedEntryCountByType = new[] { new { key = "User", value = numbers.Links } },
            troubleshootingUrl = (string?)null,
        };
    }

    private static object? Execution(CycleRecord? cycle) => cycle is null ? null : new
    {
        activityIdentifier = cycle.Id,
        countExported = cycle.Counters.Created + cycle.Counters.Updated + cycle.Counters.Disabled + cycle.Counters.Deleted,
        countEscrowed = cycle.Counters.Failed,
        state = cycle.Counters.Failed == 0 ? "Succeeded" : "EntryLevelErrors",
        timeBegan = cycle.StartedAt,
        timeEnded = cycle.EndedAt,
    };

    private static object State(JobRow job, JobNumbers numbers, JobActivity activity)
    {
        var cycle = job.CycleRecord;
        return new
        {
            phase = activity.Phase,
            done = activity.Done,
            total = activity.Total,
            running = activity.IsRunning,
            cycle = cycle is null ? null : new { cycle.Id, cycle.Kind, cycle.StartedAt, cycle.EndedAt, counters = cycle.Counters },
            totals = activity.Totals,
            watermark = job.Watermark,
            feedPosition = numbers.FeedPosition,
            settled = job.Watermark == numbers.FeedPosition && numbers.OpenIntents == 0 && job.Held is null && cycle?.EndedAt is not null,
            held = job.HeldRecord,
            waitingFor = activity.WaitingFor,
            lastError = activity.LastError,
            links = numbers.Links,
            openIntents = numbers.OpenIntents,
            escrowed = numbers.Escrowed,
            unresolvedReferences = numbers.UnresolvedReferences,
        };
    }
}
