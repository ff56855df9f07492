using Sutler.Service.Applying;
using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>
/// Executes exactly what a plan says: each item is planned again first, and only what comes out the same is sent, by the way of every other change. The rest is marked and
/// goes into a follow-up plan (S/PLAN-2). What became of an item is kept page by page, so that applying goes on wherever it ended; an item that was sent and not kept is
/// found to be done. Run by the job's owner.
/// </summary>
internal sealed class PlanApplier(PlanStore plans, PlanItemStore items, PlanSigner signer, (JobStore Jobs, PlanRules Rules, PlanCommands Commands) parts)
{
    private static readonly IReadOnlyList<string> Acting = [.. PlanAction.All.Where(PlanAction.Acts)];

    /// <summary>False when the run must end here.</summary>
    public async Task<bool> RunAsync(PlanRow plan, JobContext job, StopSignal stop)
    {
        if (await parts.Jobs.FindAsync(job.JobId, stop.Stopping) is not { } row)
            return false;
        if (PlanCommands.StaleReason(plan, row) is { } stale)
        {
            await plans.EndApplyAsync(plan.Id, (PlanState.Stale, null, stale), stop.Stopping);
            return true;
        }

        if (!await signer.IsWholeAsync(plan, stop.Stopping))
        {
            await plans.EndApplyAsync(plan.Id, (PlanState.Failed, null, "The plan is not as it was computed: somebody has altered its rows. Make it again."), stop.Stopping);
            return true;
        }

        var context = PlanRules.Draft(plan, job) with { Initiator = plan.Applicant };
        var rule = parts.Rules.For(plan, (row, context));
        return await PagesAsync(plan, new PlanPageApplier(context, rule, plan), stop);
    }

    private async Task<bool> PagesAsync(PlanRow plan, PlanPageApplier applier, StopSignal stop)
    {
        while (true)
        {
            if (stop.Stopping.IsCancellationRequested)
                return false;
            var now = await plans.FindAsync(plan.Id, stop.Stopping);
            if (now is not { State: PlanState.Applying })
                return true;
            var size = (int)Math.Min(applier.Job.Options.BatchSize, now.ApplyLeft ?? int.MaxValue);
            var page = size <= 0
                ? []
                : await items.PageAsync(plan.Id, new PlanItemQuery { Top = size, Actions = Acting, State = PlanItemState.Planned }, stop.Stopping);
            if (page.Count == 0)
            {
                await EndAsync(now, applier, stop);
                return true;
            }

            var (outcomes, whole) = await applier.ApplyAsync(page, stop);
            applier.Job.Options.Step("plan page applied");
            await plans.SettleAsync(plan.Id, outcomes, CancellationToken.None);
            if (!whole)
                return false;
        }
    }

    /// <summary>The plan has come to its end, or to the limit that was asked for.</summary>
    private async Task EndAsync(PlanRow plan, PlanPageApplier applier, StopSignal stop)
    {
        var counts = await items.CountAsync(plan.Id, stop.Stopping);
        var left = counts.Where(count => count.State == PlanItemState.Planned && PlanAction.Acts(count.Action)).Sum(count => count.Count);
        var readBack = plan.ApplyLeft is null ? null : await applier.ReadBackAsync(stop);
        if (left > 0)
        {
            await plans.EndApplyAsync(plan.Id, (PlanState.Partial, null, readBack), CancellationToken.None);
            return;
        }

        var changed = counts.Where(count => count.State == PlanItemState.ChangedSince).Sum(count => count.Count);
        var followUp = changed > 0 ? await parts.Commands.FollowUpAsync(plan, CancellationToken.None) : null;
        var message = changed == 0 ? readBack : $"{changed} objects have changed since the plan was made and were not touched: see the follow-up plan {followUp}.";
        await plans.EndApplyAsync(plan.Id, (PlanState.Applied, followUp, message), CancellationToken.None);
    }
}
