using Sutler.Service.Jobs;

namespace Sutler.Service.Escrow;

/// <summary>What the endpoints of this room work with.</summary>
internal readonly record struct EscrowServices(JobStore Jobs, EscrowReader Reader, JobHost Host);
