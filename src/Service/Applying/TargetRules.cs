using Sutler.Service.Maintenance;

namespace Sutler.Service.Applying;

/// <summary>What governs the calls of one run.</summary>
/// <param name="Endpoint">What all jobs of the endpoint share.</param>
/// <param name="Maintenance">When this job may not call.</param>
internal sealed record TargetRules(TargetEndpoint Endpoint, MaintenanceGate Maintenance)
{
    /// <summary>An endpoint that nobody else calls, and no maintenance.</summary>
    public static TargetRules Alone(TimeProvider time) => new(new TargetEndpoint(time), MaintenanceGate.Open(time));
}
