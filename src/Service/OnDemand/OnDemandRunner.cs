using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;

namespace Sutler.Service.OnDemand;

/// <summary>Provisions named objects by the way of every cycle, or goes that way up to where something would be written.</summary>
internal static class OnDemandRunner
{
    /// <param name="job">With what is assumed; with the job's epoch where something is to be written.</param>
    /// <param name="ids">The objects.</param>
    /// <param name="how">The job's template, and null to look only, else the id under which it is logged.</param>
    /// <param name="stop">When to give up.</param>
    public static async Task<IReadOnlyList<OnDemandResult>> RunAsync(JobContext job, IReadOnlyList<string> ids, (string Template, string? CycleId) how, StopSignal stop)
    {
        var began = job.Options.Time.GetUtcNow();
        string[] named = [.. ids.Distinct(StringComparer.Ordinal)];
        var batch = how.CycleId is { } id
            ? await WriteAsync(job, named, new CycleRecord { Id = id, Kind = CycleKind.Errand, To = 0, StartedAt = began }, stop)
            : await new BatchPreparer(job).PrepareAsync(new WorkList.Page(named, null), stop);

        var run = new OnDemandRun { Began = began, Ended = job.Options.Time.GetUtcNow(), TargetSystem = how.Template, IsPreview = how.CycleId is null };
        var items = batch.Items.ToDictionary(item => item.SourceId, StringComparer.Ordinal);
        return [.. named.Select(one => items.TryGetValue(one, out var item)
            ? new OnDemandNarrator(item.Schema, run).Tell(item, job.Target.Fault)
            : new OnDemandNarrator(job.Schema.For(JobSchema.User), run).Unknown(one))];
    }

    /// <summary>A cycle may run beside: whoever looks at an object first has it until all is written down.</summary>
    private static async Task<Batch> WriteAsync(JobContext job, string[] ids, CycleRecord cycle, StopSignal stop)
    {
        await job.Claims.ClaimAsync(ids, stop.Stopping);
        try
        {
            var preparer = new BatchPreparer(job);
            var batch = await preparer.PrepareAsync(new WorkList.Page(ids, null), stop);
            if (job.Target.Fault is null)
                await new Applier(job, preparer).ApplyAsync(batch, cycle, stop);
            return batch;
        }
        finally
        {
            job.Claims.Release(ids);
        }
    }
}
