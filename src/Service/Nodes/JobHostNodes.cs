using System.Collections.Concurrent;
using Sutler.Service.Directory;

namespace Sutler.Service.Nodes;

/// <summary>What the host of the jobs knows of nodes: its own, and those it shares the store with.</summary>
internal sealed class JobHostNodes(OwnershipServices ownership, JobScheduler scheduler, NodeWatch watch, JobSignals signals)
{
    /// <summary>Offers that a full node leaves to others, one after another, before it takes the job after all.</summary>
    private const int Patience = 5;

    private readonly ConcurrentDictionary<string, int> _left = new(StringComparer.Ordinal);

    public OwnershipServices Ownership => ownership;

    public JobScheduler Scheduler => scheduler;

    public NodePresence Presence => ownership.Presence;

    public ActivityStore Activities => watch.Activities;

    public Node Node => watch.Node;

    public DirectorySignal Directory => signals.Directory;

    public NodeSignals Signals => signals.Nodes;

    public bool IsShared => ownership.IsShared;

    /// <summary>Whether this node should take the job it is offered: not while it has its share and others have not, unless nobody else comes.</summary>
    public async Task<bool> IsForThisNodeAsync(string jobId, int own, CancellationToken cancellationToken)
    {
        if (!IsShared || own == 0)
            return true;

        var loads = await watch.Store.LoadsAsync(cancellationToken);
        var isFull = FairShare.IsFull(watch.Node.Id, loads, await watch.JobsAsync(cancellationToken));
        if (isFull && _left.AddOrUpdate(jobId, 1, static (_, times) => times + 1) <= Patience)
            return false;

        _left.TryRemove(jobId, out _);
        return true;
    }
}
