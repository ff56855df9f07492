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
        var preparer = new BatchPreparer(job);
        var batch = await preparer.PrepareAsync(new WorkList.Page([.. ids.Distinct(StringComparer.Ordinal)], null), stop);
        if (how.CycleId is { } id && job.Target.Fault is null)
        {
            var cycle = new CycleRecord { Id = id, Kind = CycleKind.Errand, To = 0, StartedAt = began };
            await new Applier(job, preparer).ApplyAsync(batch, cycle, stop);
        }

        var run = new OnDemandRun { Began = began, Ended = job.Options.Time.GetUtcNow(), TargetSystem = how.Template, IsPreview = how.CycleId is null };
        var items = batch.Items.ToDictionary(item => item.SourceId, StringComparer.Ordinal);
        var narrator = new OnDemandNarrator(job.Schema.For(JobSchema.User), run);
        return [.. batch.Ids.Select(one => items.TryGetValue(one, out var item) ? narrator.Tell(item, job.Target.Fault) : narrator.Unknown(one))];
    }
}
