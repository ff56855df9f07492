using System.Xml;

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
        var loop = host.Loop(job.Id);
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
            status = Status(job, numbers, loop),
            synchronizationJobSettings = Array.Empty<object>(),
            state = State(job, numbers, loop),
        };
    }

    private object Status(JobRow job, JobNumbers numbers, JobLoop loop)
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
                new { completedUnits = loop.Progress.Done, totalUnits = loop.Progress.Total, units = "objects", progressObservationDateTime = options.Time.GetUtcNow() },
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

    private static object State(JobRow job, JobNumbers numbers, JobLoop loop)
    {
        var progress = loop.Progress;
        var cycle = job.CycleRecord;
        return new
        {
            phase = progress.Phase,
            done = progress.Done,
            total = progress.Total,
            running = loop.IsRunning,
            cycle = cycle is null ? null : new { cycle.Id, cycle.Kind, cycle.StartedAt, cycle.EndedAt, counters = cycle.Counters },
            totals = progress.Totals,
            watermark = job.Watermark,
            feedPosition = numbers.FeedPosition,
            settled = job.Watermark == numbers.FeedPosition && numbers.OpenIntents == 0 && job.Held is null && cycle?.EndedAt is not null,
            held = job.HeldRecord,
            waitingFor = progress.WaitingFor,
            lastError = progress.LastError,
            links = numbers.Links,
            openIntents = numbers.OpenIntents,
            escrowed = numbers.Escrowed,
            unresolvedReferences = numbers.UnresolvedReferences,
        };
    }
}
