namespace Sutler.Service.Nodes;

/// <summary>Says that this node is there, and keeps what follows from it.</summary>
internal sealed class NodePresence(Node node, NodeStore store, NodeLease lease, TimeProvider time)
{
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        await store.BeatAsync(node, cancellationToken);
        lease.Renewed(began);
    }
}
