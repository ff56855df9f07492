using System.Text.Json;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;

namespace Sutler.Service.Plans;

/// <summary>What an operator can do with plans: ask for one, apply it, take back what was done, drop it.</summary>
internal sealed class PlanCommands(PlanStore plans, PlanItemStore items, JobStore jobs, (DirectoryStore Directory, PlanSignal Signal, PlanOptions Options) parts)
{
    public async Task<PlanRow> CreateAsync(JobRow job, PlanRequest request, Initiator creator, CancellationToken cancellationToken)
    {
        var trigger = PlanTrigger.All.FirstOrDefault(known => string.Equals(known, request.Trigger, StringComparison.OrdinalIgnoreCase));
        if (trigger is null or PlanTrigger.Undo)
            throw ApiException.BadRequest($"trigger must be one of {string.Join(", ", PlanTrigger.All.Where(known => known != PlanTrigger.Undo))}; undoing has an address of its own: POST /api/v1/jobs/{{id}}/undo.");
        if (trigger == PlanTrigger.Schema && request.SchemaDraft is null)
            throw ApiException.BadRequest("A plan of another schema needs schemaDraft. Send the whole document.");
        if (request.Ids?.Count > parts.Options.MostIds)
            throw ApiException.BadRequest($"ids names more than {parts.Options.MostIds} objects. Leave it out to plan for all.");

        var draft = request.SchemaDraft?.ToJsonString();
        if (draft is not null)
            SchemaReader.Read(draft);
        if (request.Settings is { } settings)
            JobSettings.Read(job.Settings, new Dictionary<string, string>(StringComparer.Ordinal)).With(settings);
        if (request.ResetScope is { } scope)
            RestartCommand.Parse(scope);
        var selection = new PlanSelection { Ids = request.Ids, ResetScope = trigger == PlanTrigger.Restart ? request.ResetScope : null };
        return await KeepAsync(await NewAsync(job, trigger, selection, cancellationToken) with
        {
            SchemaDraft = draft,
            SettingsDraft = request.Settings is null ? null : JsonSerializer.Serialize(request.Settings),
            CreatedBy = JsonSerializer.Serialize(creator, JsonSerializerOptions.Web),
        }, cancellationToken);
    }

    public async Task<PlanRow> UndoAsync(JobRow job, PlanSelection selection, Initiator creator, CancellationToken cancellationToken) => await KeepAsync(
        await NewAsync(job, PlanTrigger.Undo, selection, cancellationToken) with { CreatedBy = JsonSerializer.Serialize(creator, JsonSerializerOptions.Web) }, cancellationToken);

    /// <summary>A plan anew for what had changed since; its id.</summary>
    public async Task<string> FollowUpAsync(PlanRow plan, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var query = new PlanItemQuery { Top = 500, State = PlanItemState.ChangedSince };
        while (await items.PageAsync(plan.Id, query, cancellationToken) is { Count: > 0 } page)
        {
            ids.AddRange(page.Select(item => item.SourceId));
            query = query with { After = PlanItemQuery.Place(page[^1]) };
        }

        var job = await jobs.FindAsync(plan.JobId, cancellationToken) ?? throw new InvalidOperationException($"The job of plan {plan.Id} is gone.");
        var next = await NewAsync(job, plan.Trigger, plan.Selection with { Ids = ids }, cancellationToken) with
        {
            SchemaDraft = plan.SchemaDraft,
            SettingsDraft = plan.SettingsDraft,
            CreatedBy = plan.AppliedBy ?? plan.CreatedBy,
            Message = $"Follows plan {plan.Id}: these objects had changed since it was made.",
        };
        return (await KeepAsync(next, cancellationToken)).Id;
    }

    public async Task ApplyAsync(PlanRow plan, (int? Limit, bool Approved) how, Initiator applicant, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(plan.JobId, cancellationToken) ?? throw ApiException.Conflict("The plan's job is gone.");
        if (how.Limit is < 1)
            throw ApiException.BadRequest("limit must be at least 1. Leave it out to apply the whole plan.");
        if (PlanRules.ForgetsLinks(plan))
            throw ApiException.Conflict("This plan shows what a restart without links would do; it cannot be applied piece by piece. Restart the job with that resetScope.");
        if (StaleReason(plan, job) is { } stale)
        {
            await plans.MoveAsync(plan.Id, [PlanState.Ready, PlanState.Partial], PlanState.Stale, cancellationToken);
            throw ApiException.Conflict(stale);
        }

        await RequireApprovalAsync(plan, (job, how.Approved), cancellationToken);
        if (!await plans.ApplyAsync(plan.Id, applicant, how.Limit, cancellationToken))
            throw ApiException.Conflict($"The plan is {(await plans.FindAsync(plan.Id, cancellationToken))?.State ?? "gone"}; only a ready or partial one can be applied.");
    }

    /// <summary>Cancels a plan under way; drops any other.</summary>
    public async Task DeleteAsync(PlanRow plan, CancellationToken cancellationToken)
    {
        if (!await plans.MoveAsync(plan.Id, [PlanState.Computing, PlanState.Applying], PlanState.Canceled, cancellationToken))
            await plans.DeleteAsync(plan.Id, cancellationToken);
    }

    /// <summary>Why a plan says something else than the job would do now; null when it does not.</summary>
    public static string? StaleReason(PlanRow plan, JobRow job) => plan.SchemaDraft is null && plan.Trigger != PlanTrigger.Undo && plan.SchemaVersion != job.SchemaVersion
        ? $"The job's schema has changed since the plan was made (version {plan.SchemaVersion}, now {job.SchemaVersion}). Make the plan again."
        : null;

    private async Task RequireApprovalAsync(PlanRow plan, (JobRow Job, bool Approved) how, CancellationToken cancellationToken)
    {
        if (how.Approved)
            return;
        var counts = await items.CountAsync(plan.Id, cancellationToken);
        var removals = counts.Where(count => count.Action is PlanAction.Disable or PlanAction.Delete).Sum(count => count.Count);
        var linked = (await jobs.NumbersAsync(how.Job.Id, cancellationToken)).Links;
        var limit = Math.Max(parts.Options.RemovalCount, linked * parts.Options.RemovalShare);
        if (removals > limit)
            throw ApiException.Conflict($"The plan disables or deletes {removals} of {linked} linked objects. Look at them, then apply it with approve: true (sutler job apply --yes).");
    }

    private async Task<PlanRow> NewAsync(JobRow job, string trigger, PlanSelection selection, CancellationToken cancellationToken) => new()
    {
        Id = Guid.NewGuid().ToString(),
        JobId = job.Id,
        Trigger = trigger,
        State = PlanState.Computing,
        SchemaVersion = job.SchemaVersion,
        SelectionText = JsonSerializer.Serialize(selection, JsonSerializerOptions.Web),
        FeedPosition = await parts.Directory.PositionAsync(cancellationToken),
        CreatedBy = "",
        CreatedAt = plans.Text(TimeSpan.Zero),
        ExpiresAt = plans.Text(parts.Options.Retention),
    };

    private async Task<PlanRow> KeepAsync(PlanRow plan, CancellationToken cancellationToken)
    {
        await plans.CreateAsync(plan, cancellationToken);
        parts.Signal.Raise();
        return plan;
    }
}
