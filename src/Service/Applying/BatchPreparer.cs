using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>First half of a batch: load the objects, ask the target about those that need it, plan. Nothing is written anywhere.</summary>
internal sealed class BatchPreparer(JobContext job)
{
    public async Task<Batch> PrepareAsync(WorkList.Page page, StopSignal stop)
    {
        var loaded = await job.Batches.LoadAsync(page.Ids, job.Schema.For(JobSchema.User), stop.Stopping);
        var batch = new Batch { Ids = page.Ids, Cursor = page.Cursor };
        batch.Items.AddRange(loaded.Where(NeedsWork));
        var referents = batch.Items.Select(item => item.Source?.User.ManagerId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var references = job.Schema.For(JobSchema.User).References.Count == 0 ? ReferenceState.None : await job.Batches.ReferentsAsync(referents, stop.Stopping);
        await Task.WhenAll(batch.Items.Select(item => PrepareAsync(item, references, stop)));
        return batch;
    }

    /// <summary>What the target is known to have needs no request; what nobody ever provisioned needs none to be forgotten.</summary>
    private static bool NeedsWork(WorkItem item) => item switch
    {
        { OpenIntent: not null } => true,
        { Source: null, Link: null } => false,
        { Source: { } source, Link: { } link } => link.VersionSettled < source.User.Version,
        _ => true,
    };

    private async Task PrepareAsync(WorkItem item, ReferenceState references, StopSignal stop)
    {
        item.References = references;
        try
        {
            if (item.Source is { } source)
                item.Matching = Planner.MatchValues(job.Schema.For(JobSchema.User), source);
            var lookup = await LookAsync(item, stop);
            if (!lookup.IsKnown)
            {
                item.IsOpen = job.Target.Fault is not null;
                item.IsUncertain = item.OpenIntent is not null;
                item.Failure = item.IsOpen ? null : Failures.Of(lookup.Result!);
            }

            item.Targets = lookup.Targets;
        }
        catch (Mapping.MappingException)
        {
            // The planner meets the same expression and says so in the plan.
        }

        item.Change = Plan(item);
    }

    public Change Plan(WorkItem item) => Planner.Plan(new PlanInput
    {
        SourceId = item.SourceId,
        Source = item.Source,
        Link = item.Link,
        Targets = item.Targets,
        Schema = job.Schema.For(JobSchema.User),
        Unsettled = item.OpenIntent is not null || item.IsUncertain,
        References = item.References,
    });

    private async Task<Lookup> LookAsync(WorkItem item, StopSignal stop)
    {
        if (item.Link is not null)
            return item.Source is null ? new Lookup([], null) : await LookByLinkAsync(item, stop);
        if (item.OpenIntent is not null)
            return await LookByIntentAsync(item, stop);
        return item.Source!.IsSoftDeleted ? new Lookup([], null) : await job.Target.FindAsync(item.Matching, noCache: false, stop);
    }

    /// <summary>A linked object that is gone from the target is looked for once more by its values, then made again (S/MATCH-7).</summary>
    private async Task<Lookup> LookByLinkAsync(WorkItem item, StopSignal stop)
    {
        var targetId = item.Link!.TargetId;
        var lookup = await job.Target.GetAsync(targetId, item.OpenIntent is not null, stop);
        if (lookup is { IsKnown: true, Targets.Count: 0 } && item.OpenIntent is null)
            lookup = await job.Target.GetAsync(targetId, noCache: true, stop);
        if (lookup is not { IsKnown: true, Targets.Count: 0 } || item.Source!.IsSoftDeleted)
            return lookup;

        item.Link = null;
        item.DropsLink = true;
        return await job.Target.FindAsync(item.Matching, noCache: true, stop);
    }

    /// <summary>
    /// A create whose answer was lost: the target is asked by the values that were sent, which may not be today's any more. What is found
    /// is this job's own object, also when its user is gone meanwhile.
    /// </summary>
    private async Task<Lookup> LookByIntentAsync(WorkItem item, StopSignal stop)
    {
        var sent = MatchText.Read(item.OpenIntent!.Matching);
        var lookup = item.OpenIntent.TargetId is { } targetId
            ? await job.Target.GetAsync(targetId, noCache: true, stop)
            : await job.Target.FindAsync(sent, noCache: true, stop);
        if (!lookup.IsKnown || lookup.Targets.Count > 0 || item.Source is null or { IsSoftDeleted: true })
        {
            if (item.Source is null && lookup.Targets.Count == 1)
                item.Link = new LinkState { TargetId = Scim.Client.ScimResult.IdOf(lookup.Targets[0])!, VersionSettled = 0, Active = true };
            return lookup;
        }

        return await job.Target.FindAsync(item.Matching, noCache: true, stop);
    }
}
