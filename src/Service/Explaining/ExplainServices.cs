using Sutler.Service.Applications;
using Sutler.Service.Jobs;
using Sutler.Service.OnDemand;

namespace Sutler.Service.Explaining;

/// <summary>What the endpoints of explanations work with.</summary>
internal readonly record struct ExplainServices(JobStore Jobs, ApplicationStore Applications, ObjectFinder Finder, ExplainReader Reader);
