using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>Puts together by which rule a plan is made, and what it takes for granted.</summary>
internal sealed class PlanRules(Database database, UndoStore undo, JobDrafts drafts)
{
    public IPlanRule For(PlanRow plan, (JobRow Row, JobContext Context) job) => plan.Trigger == PlanTrigger.Undo
        ? new UndoRule((job.Context, drafts), plan, undo)
        : new MappingRule(Assuming(plan, job.Context), (plan, job.Row.Watermark), database);

    /// <summary>The job as it would be with the plan's drafts.</summary>
    public static JobContext Draft(PlanRow plan, JobContext job) =>
        JobDrafts.With(job, plan.SchemaDraft, plan.SettingsDraft is { } settings ? JsonSerializer.Deserialize<Dictionary<string, string?>>(settings) : null);

    public static bool ForgetsLinks(PlanRow plan) => plan.Selection.ResetScope is { } scope && RestartCommand.Parse(scope).HasFlag(RestartScope.ConnectorDataStore);

    /// <summary>A cycle passes over what the target is known to have; every other plan looks at it, and so does applying.</summary>
    private JobContext Assuming(PlanRow plan, JobContext job)
    {
        var draft = Draft(plan, job);
        return plan.Trigger == PlanTrigger.Cycle && plan.State == PlanState.Computing
            ? draft
            : drafts.Assuming(draft, new Assumptions { Link = ForgetsLinks(plan) ? static _ => null : Assumptions.Unsettled });
    }
}
