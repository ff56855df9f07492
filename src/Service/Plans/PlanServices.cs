using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>What the endpoints of plans work with.</summary>
internal readonly record struct PlanServices(JobStore Jobs, JobHost Host, PlanStore Plans, PlanItemStore Items, PlanCommands Commands);
