using Sutler.Service.Jobs;

namespace Sutler.Service.OnDemand;

/// <summary>What the endpoints of provisioning on demand work with.</summary>
internal readonly record struct OnDemandServices(JobStore Jobs, OnDemandCommands Commands, ObjectFinder Finder, OnDemandLimiter Limiter);
