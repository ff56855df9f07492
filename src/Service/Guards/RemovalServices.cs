using Sutler.Service.Jobs;

namespace Sutler.Service.Guards;

/// <summary>What the endpoints of this room work with.</summary>
internal readonly record struct RemovalServices(JobStore Jobs, RemovalGate Gate, JobHost Host);
