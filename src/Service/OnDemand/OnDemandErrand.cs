using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Plans;

namespace Sutler.Service.OnDemand;

/// <summary>
/// Provisions what was asked for, by the job's owner. The answer is kept after everything is settled: a process that ends in between does it again, and finds it done.
/// </summary>
internal sealed class OnDemandErrand(OnDemandStore requests, JobStore jobs, JobDrafts drafts, OnDemandSignal signal) : IJobErrand
{
    public async Task<bool> IsWaitingAsync(string jobId, CancellationToken cancellationToken) => await requests.NextAsync(jobId, cancellationToken) is not null;

    public async Task<bool> RunAsync(JobContext job, StopSignal stop)
    {
        while (await requests.NextAsync(job.JobId, stop.Stopping) is { } request)
        {
            if (await jobs.FindAsync(job.JobId, stop.Stopping) is not { } row)
                return false;
            var context = drafts.Assuming(job, new Assumptions { Link = Assumptions.Unsettled }) with { Initiator = request.Creator };
            var results = await OnDemandRunner.RunAsync(context, request.Ids, (row.TemplateId, request.Id), stop);
            if (stop.Stopping.IsCancellationRequested)
                return false;
            // A target that is away is an answer too: whoever waits hears of it, and asks again.
            await requests.FinishAsync(request.Id, JsonSerializer.Serialize(results, OnDemandAnswer.Json), CancellationToken.None);
            signal.Raise();
        }

        return true;
    }
}
