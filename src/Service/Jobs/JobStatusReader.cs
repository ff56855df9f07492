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
        var linked = await store.LinkedAsync(job.Id, cancellationToken);
        var activity = await host.ActivityAsync(job.Id, cancellationToken);
        return new
        {
            id = job.Id,
            templateId = job.TemplateId,
            schedule = new
            {
                expiration = (string?)null,
                interval = XmlConvert.ToString(JobSettings.IntervalOf(job) ?? options.Interval),
                state = JobStates.Schedule(job.Code),
            },
            status = Status(job, linked, activity),
            synchronizationJobSettings = JobSettings.Read(job.Settings, new Dictionary<string, string>(StringComparer.Ordinal)).Own
                .OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => new { name = setting.Key, value = setting.Value }),
            state = State(job, numbers, activity),
        };
    }

    private object Status(JobRow job, IReadOnlyList<(string Type, long Count)> linked, JobActivity activity)
    {
        var executions = job.ExecutionRecord;
        return new
        {
            code = JobStates.Shown(job.Code),
            countSuccessiveCompleteFailures = executions.SuccessiveCompleteFailures,
            escrowsPruned = false,
            lastExecution = JobExecutionView.Show(executions.Last),
            lastSuccessfulExecution = JobExecutionView.Show(executions.LastSuccessful),
            lastSuccessfulExecutionWithExports = JobExecutionView.Show(executions.LastWithExports),
            progress = new[]
            {
                new { completedUnits = activity.Done, totalUnits = activity.Total, units = "objects", progressObservationDateTime = options.Time.GetUtcNow().UtcDateTime },
            },
            quarantine = (object?)null,
            steadyStateFirstAchievedTime = executions.SteadyStateFirstAchieved?.UtcDateTime,
            steadyStateLastAchievedTime = executions.SteadyStateLastAchieved?.UtcDateTime,
            synchronizedEntryCountByType = linked.Select(type => new { key = type.Type, value = type.Count }),
            troubleshootingUrl = (string?)null,
        };
    }

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
