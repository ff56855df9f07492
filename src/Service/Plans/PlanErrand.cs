using Sutler.Service.Applying;
using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>Applies the plans of a job that somebody has said yes to.</summary>
internal sealed class PlanErrand(PlanStore plans, PlanApplier applier) : IJobErrand
{
    public async Task<bool> IsWaitingAsync(string jobId, CancellationToken cancellationToken) => await plans.ApplyingAsync(jobId, cancellationToken) is not null;

    public async Task<bool> RunAsync(JobContext job, StopSignal stop)
    {
        while (await plans.ApplyingAsync(job.JobId, stop.Stopping) is { } plan)
        {
            if (!await applier.RunAsync(plan, job, stop))
                return false;
        }

        return true;
    }
}
