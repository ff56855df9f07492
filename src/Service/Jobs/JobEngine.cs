using Sutler.Service.Applying;
using Sutler.Service.Nodes;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>Runs a job once: takes it, does the operator's errands, then a cycle if the job is not paused.</summary>
internal sealed class JobEngine(Database database, JobStore jobs, JobContexts contexts, IEnumerable<IJobErrand> errands)
{
    private readonly IReadOnlyList<IJobErrand> _errands = [.. errands];

    /// <summary>Whether the job has something to do besides its cycles.</summary>
    public async Task<bool> HasErrandAsync(string jobId, CancellationToken cancellationToken)
    {
        foreach (var errand in _errands)
        {
            if (await errand.IsWaitingAsync(jobId, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>Runs the job once; false when the run ended before the target has everything.</summary>
    /// <exception cref="JobLostException">Another owner has the job.</exception>
    public async Task<bool> RunAsync(JobOwnership ownership, (JobProgress Progress, JobPulse Pulse) loop, StopSignal stop)
    {
        var row = await jobs.TakeAsync(ownership.JobId, ownership.Owner, stop.Stopping) ?? throw new JobLostException();
        if (await contexts.MakeAsync(row, loop.Progress, stop.Stopping) is not { } context)
            return false;

        var job = context with { Lease = ownership.Lease(row.Epoch) };

        foreach (var errand in _errands)
        {
            if (!await errand.RunAsync(job, stop))
                return false;
        }

        if (!JobCode.Runs(row.Code) || !await job.Gates.Quarantine.MayRunAsync(row, loop.Progress, stop.Stopping))
            return true;

        var ended = await new CycleRunner(job, row, new CycleServices(database, jobs, _errands, loop.Pulse)).RunAsync(stop);
        await job.Gates.Quarantine.AfterRunAsync(job, ended, CancellationToken.None);
        if (job.Target.Fault is { } fault)
            loop.Progress.LastError = fault.Message;
        return ended;
    }
}
