using Sutler.Service.Jobs;

namespace Sutler.Service.Quarantine;

/// <summary>What the endpoints of this room work with.</summary>
internal readonly record struct QuarantineServices(JobStore Jobs, QuarantineGate Gate, JobHost Host);
