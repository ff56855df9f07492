using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;
using Sutler.Service.Targets;

namespace Sutler.Service.Links;

/// <summary>The second step of a cycle: sets the references whose both ends are linked by now (S/CYCLE-6). What cannot be set yet goes on waiting.</summary>
internal sealed class ReferenceRunner(JobContext job, ReferenceStore store)
{
    /// <summary>False when the run must end here.</summary>
    public async Task<bool> RunAsync(CycleState state, StopSignal stop)
    {
        var after = "";
        job.Progress.Enter(JobPhase.References, 0);
        while (true)
        {
            var ready = await store.ReadyAsync(after, job.Options.BatchSize, stop.Stopping);
            if (ready.Count == 0)
                return true;

            after = ready[^1].SourceId;
            var items = ready.Select(reference => (Reference: reference, Item: Plan(reference))).ToList();
            var sending = items.Where(pair => pair.Item.Change!.Attributes.Count > 0).ToList();
            await store.JournalAsync([.. sending.Select(pair => pair.Reference)], job.Epoch, CancellationToken.None);
            job.Options.Step("references journaled");
            await Task.WhenAll(sending.Select(pair => SendAsync(pair.Item, stop)));
            job.Options.Step("references sent");

            var counters = new JobCounters
            {
                ReferencesSet = sending.Count(pair => pair.Item is { IsOpen: false, Failure: null }),
                Failed = sending.Count(pair => pair.Item.Failure is not null),
            };
            var done = items.Where(pair => pair.Item is { IsOpen: false, Failure: null }).Select(pair => pair.Reference);
            await state.SettleAsync(counters, cycle => store.SettleAsync([.. done], [.. sending.Select(pair => pair.Item).Where(item => !item.IsOpen)], job, cycle));
            job.Progress.Settled(ready.Count, counters);
            if (items.Exists(pair => pair.Item.IsOpen))
                return false;
        }
    }

    private WorkItem Plan(WaitingReference reference)
    {
        var schema = job.Schema.For(reference.ObjectType);
        var mapping = schema.References.FirstOrDefault(candidate => candidate.TargetName == reference.Attribute);
        var changes = mapping is null || TargetValue.Same(mapping, reference.CurrentValue, reference.ReferentTargetId)
            ? (IReadOnlyList<AttributeChange>)[]
            : [new AttributeChange(mapping, reference.CurrentValue, reference.ReferentTargetId)];
        return new WorkItem
        {
            SourceId = reference.SourceId,
            Schema = schema,
            Change = new Change
            {
                SourceId = reference.SourceId,
                ObjectType = reference.ObjectType,
                SourceVersion = reference.Version,
                DisplayName = reference.DisplayName ?? "",
                Situation = Situation.Linked,
                Action = changes.Count == 0 ? ChangeAction.None : ChangeAction.Update,
                TargetId = reference.TargetId,
                Attributes = changes,
                Reason = Reasons.ReferenceResolved,
                Active = true,
            },
        };
    }

    private async Task SendAsync(WorkItem item, StopSignal stop)
    {
        var calls = new ObjectCalls(job, item.Schema, CallLane.Normal);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var result = await calls.PatchAsync(item.Change!.TargetId!, ResourceWriter.Patch(item.Change, job.Profile), stop);
                if (result.IsDone)
                    return;

                item.IsOpen = job.Target.Fault is not null;
                var again = result.Outcome is Scim.Client.ScimOutcome.MayHaveRun || result.Status >= 500;
                if (item.IsOpen || !again || attempt >= job.Options.Attempts)
                {
                    item.Failure = item.IsOpen ? null : Failures.Of(result);
                    return;
                }

                // Setting one value twice sets it once: no need to look first.
                await job.Target.BackOffAsync(attempt, stop.Stopping);
            }
        }
        catch (OperationCanceledException) when (stop.Stopping.IsCancellationRequested)
        {
            item.IsOpen = true;
        }
    }
}
