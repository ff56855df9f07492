using Sutler.Service.Applying;
using Sutler.Service.Quarantine;

namespace Sutler.Service.Guards;

/// <summary>What stands between a job and its target.</summary>
/// <param name="Endpoints">How many calls, and when.</param>
/// <param name="Removals">Whom it may take out of use.</param>
/// <param name="Quarantine">Whether it may run at all.</param>
internal sealed record JobGates(TargetEndpoints Endpoints, RemovalGate Removals, QuarantineGate Quarantine);
