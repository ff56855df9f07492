using Sutler.Service.Applying;
using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>
/// Makes a plan, page by page: looks at each object and at the target, keeps what would be done, and does nothing. Whoever has claimed the plan goes on from its last page;
/// one who has lost it keeps nothing any more.
/// </summary>
internal sealed class PlanComputer(PlanStore plans, PlanItemStore items, PlanSigner signer, (JobStore Jobs, JobContexts Contexts, PlanRules Rules) parts)
{
    public async Task ComputeAsync((PlanRow Plan, string Node) claim, StopSignal stop)
    {
        var plan = claim.Plan;
        var progress = new JobProgress();
        if (await parts.Jobs.FindAsync(plan.JobId, stop.Stopping) is not { } row)
        {
            await plans.FailAsync(claim, "The job is gone.", stop.Stopping);
            return;
        }

        if (await parts.Contexts.MakeAsync(row, progress, stop.Stopping) is not { } job)
        {
            await plans.FailAsync(claim, progress.LastError ?? "The job cannot run.", stop.Stopping);
            return;
        }

        var rule = parts.Rules.For(plan, (row, job));
        await plans.ExpectAsync(claim, await rule.CountAsync(stop.Stopping), stop.Stopping);
        if (await LookAsync(claim, (rule, job), stop))
            await FinishAsync(claim, stop.Stopping);
    }

    private async Task<bool> LookAsync((PlanRow Plan, string Node) claim, (IPlanRule Rule, JobContext Job) by, StopSignal stop)
    {
        await foreach (var page in by.Rule.PagesAsync(claim.Plan.Cursor, stop.Stopping))
        {
            var batch = await by.Rule.PrepareAsync(page, stop);
            by.Job.Options.Step("plan page");
            if (by.Job.Target.Fault is { } fault)
            {
                await plans.FailAsync(claim, fault.Message, stop.Stopping);
                return false;
            }

            var planned = batch.Items.Select(item => PlanItems.Of(item, by.Rule.Again(item))).ToList();
            if (batch.Items.Exists(item => item.IsOpen) || !await plans.AddAsync(claim, planned, (page.Cursor, page.Ids.Count), stop.Stopping))
                return false;
        }

        return true;
    }

    private async Task FinishAsync((PlanRow Plan, string Node) claim, CancellationToken cancellationToken)
    {
        await items.RefuseTwinsAsync(claim.Plan.Id, cancellationToken);
        await plans.FinishAsync(claim, await signer.SealAsync(claim.Plan, cancellationToken), cancellationToken);
    }
}
