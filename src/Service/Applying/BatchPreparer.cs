using Sutler.Scim.Client;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>First half of a batch: load the objects, ask the target about those that need it, plan. Nothing is written anywhere.</summary>
internal sealed class BatchPreparer(JobContext job, CallLane lane = CallLane.Normal)
{
    private readonly PlanPolicy _policy = job.Policy;

    public async Task<Batch> PrepareAsync(WorkList.Page page, StopSignal stop)
    {
        var loaded = await job.Batches.LoadAsync(page.Ids, job, stop.Stopping);

        // A call that an earlier owner may still have on its way is settled later; its intent keeps the object from being forgotten.
        var own = loaded.Where(item => item.OpenIntent is not { } intent || !job.Lease.MayStillRun(intent.Epoch)).ToList();
        var batch = new Batch { Ids = [.. own.Select(item => item.SourceId)], Claimed = page.Ids, Cursor = page.Cursor };
        batch.Items.AddRange(own.Where(item => NeedsWork(item, page.Force)));
        var referents = batch.Items.Select(item => item.Source?.ManagerId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var references = await job.Batches.ReferentsAsync(referents, stop.Stopping);
        await Task.WhenAll(batch.Items.Select(item => PrepareAsync(item, references, stop)));
        return batch;
    }

    /// <summary>What the target is known to have needs no request; what nobody ever provisioned needs none to be forgotten.</summary>
    private bool NeedsWork(WorkItem item, bool force) => item switch
    {
        { Schema.Enabled: false, OpenIntent: null } => false,
        { OpenIntent: not null } => true,
        { Source: null, Link: null } => false,
        { Source: { } source, Link: { } link } => force || link.VersionSettled < source.Version || link.Active == source.IsSoftDeleted || IsDueForDelete(link),
        _ => true,
    };

    private bool IsDueForDelete(LinkState link) => link is { Active: false, InactiveSince: { } since } && since <= _policy.DeleteInactiveBefore;

    private async Task PrepareAsync(WorkItem item, ReferenceState references, StopSignal stop)
    {
        item.References = references;
        try
        {
            if (item.Source is { } source)
                item.Matching = Planner.MatchQueries(item.Schema, source);
            var lookup = await LookAsync(item, stop);
            if (!lookup.IsKnown)
            {
                item.IsOpen = job.Target.Fault is not null;
                item.IsUncertain = item.OpenIntent is not null;
                item.Failure = item.IsOpen ? null : Failures.Of(lookup.Result!);
            }

            item.Targets = lookup.Targets;
            if (lookup.IsKnown && item is { Link: null, Source: not null, Targets.Count: 0 })
                await ChooseAsync(item, stop);
        }
        catch (MappingException)
        {
            // The planner meets the same expression and says so in the plan.
        }

        item.Change = Plan(item);
        item.IsHeld = item.Change is { Action: ChangeAction.Disable or ChangeAction.Delete } && job.Held.Holds(item.SourceId);
    }

    private async Task ChooseAsync(WorkItem item, StopSignal stop)
    {
        try
        {
            await new UniqueValues(job, Calls(item)).ChooseAsync(item, stop);
        }
        catch (MappingException e)
        {
            item.Failure = new Failure(Reasons.AttributeMappingExpressionError, e.Message, Escrow.RetryClass.Transient);
        }
    }

    public Change Plan(WorkItem item) => item.Planned?.Invoke(item) ?? Planner.Plan(new PlanInput
    {
        SourceId = item.SourceId,
        Source = item.Source,
        Link = item.Link,
        Targets = item.Targets,
        Schema = item.Schema,
        Policy = _policy,
        Unsettled = item.OpenIntent is not null || item.IsUncertain,
        References = item.References,
        Unique = item.Unique,
    });

    private ObjectCalls Calls(WorkItem item) => new(job, item.Schema, lane);

    private async Task<Lookup> LookAsync(WorkItem item, StopSignal stop)
    {
        if (item.Link is not null)
            return item.Source is null ? new Lookup([], null) : await LookByLinkAsync(item, stop);
        if (item.OpenIntent is not null)
            return await LookByIntentAsync(item, stop);
        return item.Source is { Scope.Dropped: true } || (item.Source!.IsSoftDeleted && !Planner.MayCreateInactive(_policy, item.Source))
            ? new Lookup([], null)
            : await Calls(item).FindAsync(item.Matching, noCache: false, stop);
    }

    /// <summary>A linked object that is gone from the target is looked for once more by its values, then made again (S/MATCH-7).</summary>
    private async Task<Lookup> LookByLinkAsync(WorkItem item, StopSignal stop)
    {
        var targetId = item.Link!.TargetId;
        var lookup = await Calls(item).GetAsync(targetId, item.OpenIntent is not null, stop);
        if (lookup is { IsKnown: true, Targets.Count: 0 } && item.OpenIntent is null)
            lookup = await Calls(item).GetAsync(targetId, noCache: true, stop);
        if (lookup is not { IsKnown: true, Targets.Count: 0 } || item.Source!.IsSoftDeleted)
            return lookup;

        item.Link = null;
        item.DropsLink = true;
        return await Calls(item).FindAsync(item.Matching, noCache: true, stop);
    }

    /// <summary>
    /// A create whose answer was lost: the target is asked by the values that were sent, which may not be today's any more. What is found
    /// is this job's own object, also when its user is gone meanwhile.
    /// </summary>
    private async Task<Lookup> LookByIntentAsync(WorkItem item, StopSignal stop)
    {
        var sent = MatchText.Read(item.OpenIntent!.Matching);
        var lookup = item.OpenIntent.TargetId is { } targetId
            ? await Calls(item).GetAsync(targetId, noCache: true, stop)
            : await Calls(item).FindAsync(sent, noCache: true, stop);
        if (!lookup.IsKnown || lookup.Targets.Count > 0 || item.Source is null or { IsSoftDeleted: true })
        {
            if (item.Source is null or { Type: JobSchema.Group, IsSoftDeleted: true } && lookup.Targets.Count == 1)
                item.Link = new LinkState { TargetId = ScimResult.IdOf(lookup.Targets[0])!, ObjectType = item.Schema.SourceType, VersionSettled = 0, Active = true };
            return lookup;
        }

        return await Calls(item).FindAsync(item.Matching, noCache: true, stop);
    }
}
