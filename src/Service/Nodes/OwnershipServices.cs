using Sutler.Service.Jobs;
using Sutler.Storage;

namespace Sutler.Service.Nodes;

/// <summary>What every hold on a job works with.</summary>
internal sealed record OwnershipServices(Database Database, OwnershipStore Store, NodePresence Presence, NodeLease Lease, EngineOptions Options)
{
    public bool IsShared => Database.IsShared;
}
