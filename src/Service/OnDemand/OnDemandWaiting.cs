using Sutler.Service.Jobs;

namespace Sutler.Service.OnDemand;

/// <summary>What waiting for a job's owner takes.</summary>
internal sealed record OnDemandWaiting(JobHost Host, OnDemandSignal Signal, TimeProvider Time);
