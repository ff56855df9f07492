using System.Text.Json;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>Puts together by which rule a plan is made, and what it takes for granted.</summary>
internal sealed class PlanRules(Database database, UndoStore undo)
{
    public IPlanRule For(PlanRow plan, (JobRow Row, JobContext Context) job) => plan.Trigger == PlanTrigger.Undo
        ? new UndoRule(job.Context, plan, undo)
        : new MappingRule(Assuming(plan, job.Context), (plan, job.Row.Watermark), database);

    /// <summary>The job as it would be with the plan's drafts.</summary>
    public static JobContext Draft(PlanRow plan, JobContext job) => job with
    {
        Schema = plan.SchemaDraft is { } schema ? SchemaReader.Read(schema) : job.Schema,
        Settings = plan.SettingsDraft is { } settings ? job.Settings.With(JsonSerializer.Deserialize<Dictionary<string, string?>>(settings)!) : job.Settings,
    };

    /// <summary>A cycle passes over what the target is known to have; every other plan looks at it, and so does applying.</summary>
    private static JobContext Assuming(PlanRow plan, JobContext job)
    {
        var settled = plan.Trigger == PlanTrigger.Cycle && plan.State == PlanState.Computing;
        if (settled)
            return Draft(plan, job);
        return Draft(plan, job) with
        {
            Batches = job.Batches.Assuming(new Assumptions { Link = ForgetsLinks(plan) ? static _ => null : Assumptions.Unsettled }),
        };
    }

    public static bool ForgetsLinks(PlanRow plan) => plan.Selection.ResetScope is { } scope && RestartCommand.Parse(scope).HasFlag(RestartScope.ConnectorDataStore);
}
