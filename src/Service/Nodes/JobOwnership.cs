using Sutler.Service.Jobs;

namespace Sutler.Service.Nodes;

/// <summary>
/// One owner's hold on a job, from the moment it was taken until it is given back or lost. Knows without asking, most of the time, whether
/// the hold still stands; and which calls of an earlier owner may still be on their way to the target.
/// </summary>
internal sealed class JobOwnership(string jobId, string owner, Acquisition taken, OwnershipServices services)
{
    private readonly long _takenAt = services.Options.Time.GetTimestamp();
    private int _generation = services.Lease.Generation;

    public string JobId => jobId;

    public string Owner => owner;

    /// <summary>
    /// Whether the call of an intent with this epoch may still run. An earlier owner that was stopped in the middle of a call, or whose process
    /// is gone while the target works on, has until the end of the call's own limit: reading the target before that proves nothing.
    /// </summary>
    public bool MayStillRun(long epoch) => taken.HasOpenCalls && services.IsShared && epoch < taken.Epoch && services.Options.Time.GetElapsedTime(_takenAt) < services.Options.CallTimeout;

    /// <summary>The right of the run with this epoch.</summary>
    public JobLease Lease(long epoch) => new(this, epoch);

    /// <summary>Returns at once while the node's lease is sure; else asks the store.</summary>
    /// <exception cref="JobTakenException">Another owner, or a later run, has the job.</exception>
    public ValueTask ProveAsync(long epoch, CancellationToken cancellationToken) =>
        services.Lease.Holds(Volatile.Read(ref _generation)) ? ValueTask.CompletedTask : AskAsync(epoch, cancellationToken);

    private async ValueTask AskAsync(long epoch, CancellationToken cancellationToken)
    {
        // The beat first: what is found to be this node's afterwards stays so for the length of a lease.
        await services.Presence.BeatAsync(cancellationToken);
        var generation = services.Lease.Generation;
        if (!await services.Store.IsOwnerAsync(jobId, owner, epoch, cancellationToken))
            throw new JobTakenException();
        Volatile.Write(ref _generation, generation);
    }
}
