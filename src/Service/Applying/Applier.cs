using System.Diagnostics;
using Sutler.Scim.Client;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;
using Sutler.Service.Targets;

namespace Sutler.Service.Applying;

/// <summary>
/// Second half of a batch: journal, send, settle. Executes planned changes and decides nothing but how to find out what became of a call:
/// after a lost answer the target is read, the plan is made again from what stands there, and only that is sent.
/// </summary>
internal sealed class Applier(JobContext job, BatchPreparer planner, CallLane lane = CallLane.Normal)
{
    public async Task<JobCounters> ApplyAsync(Batch batch, CycleRecord cycle, StopSignal stop)
    {
        return await ApplyAsync(batch, new CycleState(cycle), stop);
    }

    /// <summary>Applies a batch of a cycle that several lanes work on.</summary>
    public async Task<JobCounters> ApplyAsync(Batch batch, CycleState state, StopSignal stop)
    {
        RefuseTwins(batch.Items);
        var sending = batch.Items.Where(item => item.NeedsSending).ToList();
        if (sending.Count > 0)
        {
            await job.Batches.JournalAsync(sending, job, CancellationToken.None);
            job.Options.Step("journaled");
            await Task.WhenAll(sending.Where(item => item.NeedsSending).Select(item => SendAsync(item, stop)));
            job.Options.Step("sent");
        }

        var counters = await state.SettleAsync(cycle => job.Settling.SettleAsync(batch, cycle, job));
        job.Options.Step("settled");
        return counters;
    }

    /// <summary>Two users of one batch with the same matching value would race for one object: the second waits for the operator.</summary>
    private static void RefuseTwins(List<WorkItem> items)
    {
        var first = new Dictionary<string, WorkItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items.Where(item => item.NeedsSending && item.Link is null && item.Matching.Count > 0))
        {
            var values = item.Matching[0].ToString();
            if (!first.TryAdd(item.Schema.Endpoint + values, item))
                item.Failure = Failures.SourceTwice(values, first[item.Schema.Endpoint + values].SourceId);
        }
    }

    private async Task SendAsync(WorkItem item, StopSignal stop)
    {
        using var activity = new Activity("sutler.provision").SetIdFormat(ActivityIdFormat.W3C).Start();
        item.TraceId = activity.TraceId.ToString();
        var began = job.Options.Time.GetTimestamp();
        try
        {
            job.Options.Step("sending");
            await RunAsync(item, stop);
        }
        catch (OperationCanceledException) when (stop.Stopping.IsCancellationRequested)
        {
            item.IsOpen = true;
        }

        item.Duration = job.Options.Time.GetElapsedTime(began);
    }

    private async Task RunAsync(WorkItem item, StopSignal stop)
    {
        for (var attempt = 1; item.NeedsSending; attempt++)
        {
            var change = item.Change!;
            var result = await CallAsync(item, change, stop);
            if (result.IsDone)
            {
                item.TargetId = result.Id ?? change.TargetId;
                return;
            }

            if (job.Target.Fault is not null)
            {
                item.IsOpen = true;
                return;
            }

            if (!MayHaveActed(change, result) || attempt > job.Options.Attempts)
            {
                item.IsUncertain = result.Outcome is ScimOutcome.MayHaveRun;
                item.Failure = Failures.Of(result);
                return;
            }

            await LookAgainAsync(item, result, (attempt, stop));
        }

        item.TargetId ??= item.Change!.TargetId;
    }

    private ObjectCalls Calls(WorkItem item) => new(job, item.Schema, lane);

    private Task<ScimResult> CallAsync(WorkItem item, Change change, StopSignal stop) => change.Action switch
    {
        ChangeAction.Create => Calls(item).CreateAsync(ResourceWriter.Create(change, ResourceKind.Of(item.Schema), job.Profile), stop),
        ChangeAction.Delete => Calls(item).DeleteAsync(change.TargetId!, stop),
        _ => Calls(item).PatchAsync(change.TargetId!, ResourceWriter.Patch(change, job.Profile), stop),
    };

    private static bool MayHaveActed(Change change, ScimResult result) =>
        result.Outcome is ScimOutcome.MayHaveRun || result.Status is 408 or >= 500 and not 503 || (change.Action is ChangeAction.Create && result.Status == 409);

    /// <summary>Reads what stands at the target now and plans again from it.</summary>
    private async Task LookAgainAsync(WorkItem item, ScimResult result, (int Attempt, StopSignal Stop) at)
    {
        var change = item.Change!;
        var created = change.Action is ChangeAction.Create;
        item.IsUncertain = true;
        if (result.Status != 409)
            await job.Target.BackOffAsync(at.Attempt, at.Stop.Stopping);
        var lookup = created
            ? await Calls(item).FindAsync(item.Matching, noCache: true, at.Stop)
            : await Calls(item).GetAsync(change.TargetId!, noCache: true, at.Stop);
        if (!lookup.IsKnown)
        {
            item.IsOpen = job.Target.Fault is not null;
            item.Failure = item.IsOpen ? null : Failures.Of(result);
            return;
        }

        item.Targets = lookup.Targets;
        if (change.Action is not ChangeAction.Delete)
            item.Change = planner.Plan(item);
        item.IsUncertain = false;
        if (item.Change!.IsFailure)
            item.Failure = Failures.Of(item.Change);
        else if (created && lookup.Targets.Count == 0 && result.Status == 409)
            item.Failure = Failures.Of(result);
        else if (created && item.Change.TargetId is { } found && !await job.Batches.ClaimAsync(item, found, CancellationToken.None))
            item.Failure = Failures.TargetTaken(found);
    }
}
