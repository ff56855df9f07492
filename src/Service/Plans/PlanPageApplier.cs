using Sutler.Service.Applying;
using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>Applies pages of a plan's items, and remembers what it sent so that it can be read back.</summary>
internal sealed class PlanPageApplier(JobContext job, IPlanRule rule, PlanRow plan)
{
    private const int MostReadBack = 1000;
    private readonly List<string> _sent = [];

    /// <summary>What it does is logged under the plan's id, so that the plan can be undone as a cycle can.</summary>
    private readonly CycleRecord _cycle = new() { Id = plan.Id, Kind = CycleKind.Errand, To = plan.FeedPosition, StartedAt = job.Options.Time.GetUtcNow() };

    public JobContext Job => job;

    /// <summary>What became of each item; not whole when the run must end, with the items it did not come to left out.</summary>
    public async Task<(IReadOnlyList<PlanOutcome> Outcomes, bool Whole)> ApplyAsync(IReadOnlyList<PlanItem> page, StopSignal stop)
    {
        // A cycle may run beside: whoever looks at an object first has it until all is written down.
        string[] ids = [.. page.Select(item => item.SourceId)];
        await job.Claims.ClaimAsync(ids, stop.Stopping);
        try
        {
            return await ApplyAsync(page, ids, stop);
        }
        finally
        {
            job.Claims.Release(ids);
        }
    }

    private async Task<(IReadOnlyList<PlanOutcome> Outcomes, bool Whole)> ApplyAsync(IReadOnlyList<PlanItem> page, string[] ids, StopSignal stop)
    {
        var prepared = await rule.PrepareAsync(new WorkList.Page(ids, null), stop);
        if (job.Target.Fault is not null || stop.Stopping.IsCancellationRequested)
            return ([], false);

        var now = prepared.Items.ToDictionary(item => item.SourceId, item => (Item: item, Plan: PlanItems.Of(item, rule.Again(item))), StringComparer.Ordinal);
        var outcomes = new List<PlanOutcome>();
        var sending = new List<(WorkItem Item, bool Sent)>();
        foreach (var planned in page)
        {
            var found = now.TryGetValue(planned.SourceId, out var current);
            // A call that an earlier owner may still have on its way: the job settles it first.
            if (!prepared.Ids.Contains(planned.SourceId, StringComparer.Ordinal))
                return ([], false);
            if (found && current.Item.Failure is { } failure && current.Item.Change is { IsFailure: false })
                outcomes.Add(new PlanOutcome(planned.SourceId, PlanItemState.Failed, failure.Message, Sent: false));
            else if (PlanItems.Compare(planned, found ? current : null) is var verdict && verdict is PlanVerdict.Send or PlanVerdict.Settle)
                sending.Add((current.Item, verdict is PlanVerdict.Send));
            else
                outcomes.Add(Unsent(planned, verdict, found ? current.Plan : null));
        }

        return await SendAsync(sending, outcomes, stop);
    }

    /// <summary>Looks whether the target holds what was sent (S/PLAN-4); null when nothing was sent.</summary>
    public async Task<string?> ReadBackAsync(StopSignal stop)
    {
        if (_sent.Count == 0)
            return null;
        var ids = _sent.Take(MostReadBack).ToList();
        var differing = 0;
        foreach (var page in ids.Chunk(job.Options.BatchSize))
        {
            var batch = await rule.PrepareAsync(new WorkList.Page(page, null), stop);
            differing += batch.Items.Count(item => item.Failure is not null || PlanAction.Acts(PlanAction.Of(item)));
        }

        return differing == 0
            ? $"Read back: the target holds what was written to all of {ids.Count} objects."
            : $"Read back: {differing} of {ids.Count} objects do not hold what was written. Look at them before applying the rest.";
    }

    private async Task<(IReadOnlyList<PlanOutcome> Outcomes, bool Whole)> SendAsync(List<(WorkItem Item, bool Sent)> sending, List<PlanOutcome> outcomes, StopSignal stop)
    {
        if (sending.Count == 0)
            return (outcomes, true);
        var batch = new Batch { Ids = [.. sending.Select(pair => pair.Item.SourceId)] };
        batch.Items.AddRange(sending.Select(pair => pair.Item));
        var counters = await new Applier(job, new BatchPreparer(job)).ApplyAsync(batch, _cycle, stop);
        job.Progress.Settled(0, counters);
        foreach (var (item, sent) in sending.Where(pair => !pair.Item.IsOpen))
        {
            outcomes.Add(item.Failure is { } failure
                ? new PlanOutcome(item.SourceId, PlanItemState.Failed, failure.Message, sent)
                : new PlanOutcome(item.SourceId, PlanItemState.Applied, null, sent));
            if (sent && item.Failure is null)
                _sent.Add(item.SourceId);
        }

        return (outcomes, batch.Items.TrueForAll(item => !item.IsOpen));
    }

    private static PlanOutcome Unsent(PlanItem planned, PlanVerdict verdict, PlanItem? now) => verdict is PlanVerdict.Done
        ? new PlanOutcome(planned.SourceId, PlanItemState.Applied, "The target had it already.", Sent: false)
        : new PlanOutcome(planned.SourceId, PlanItemState.ChangedSince, Why(planned, now), Sent: false);

    private static string Why(PlanItem planned, PlanItem? now) => now switch
    {
        null => "The object is gone from the directory.",
        _ when now.SourceVersion != planned.SourceVersion => "The object has changed in the directory since the plan was made.",
        _ when now.TargetId != planned.TargetId || now.Situation != planned.Situation => "The object is linked otherwise than when the plan was made.",
        _ => "The target has other values than when the plan was made.",
    };
}
