using Sutler.Service.Directory;
using Sutler.Service.Jobs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applying;

/// <summary>
/// Works beside a cycle on what cannot wait for it: people who leave, and what operators ask for. It follows the feed from where the cycle
/// began; the next cycle goes over the same changes again and finds them done, so nothing depends on this lane but time (S/EVT-2).
/// </summary>
internal sealed class PriorityLane(JobContext job, Database database, CycleState state, LaneWork work)
{
    private const int MostAtOnce = 50;
    private readonly BatchPreparer _preparer = new(job, CallLane.Priority);
    private readonly LeaverFinder _finder = new(database, job);
    private readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    private long _position = state.Cycle.To;

    /// <summary>Runs until <paramref name="ended"/>; a fault of the lane ends the lane only, and the next cycle makes up for it.</summary>
    public async Task RunAsync(StopSignal stop, CancellationToken ended)
    {
        try
        {
            while (!ended.IsCancellationRequested)
            {
                await work.Pulse.WaitAsync(ended);
                if (job.Target.Fault is not null)
                    return;
                foreach (var errand in work.Errands)
                    await errand.RunAsync(job, stop);
                await FollowAsync(ended);
                if (work.Guarded.IsCompleted)
                    await DisableAsync(stop);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested || stop.Stopping.IsCancellationRequested)
        {
            // The cycle has ended, or the service stops.
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var head = await database.ReadAsync(connection => DirectoryWriter.PositionAsync(connection, Tenant.Default, null), cancellationToken);
        if (head == _position)
            return;
        var (changed, touched) = await database.ReadAsync(connection => FeedQuery.ChangedAsync(connection, job, (_position, head)), cancellationToken);
        _pending.UnionWith(changed);
        _pending.UnionWith(touched);
        _position = head;
    }

    private async Task DisableAsync(StopSignal stop)
    {
        while (job.Claims.ClaimFree(_pending, MostAtOnce) is { Count: > 0 } claimed)
        {
            try
            {
                var leavers = await _finder.AmongAsync(claimed, stop.Stopping);
                if (leavers.Count > 0)
                {
                    await work.GuardAsync(leavers, stop.Stopping);
                    var leaving = leavers.Select(leaver => leaver.SourceId).Where(id => !job.Held.Holds(id));
                    var batch = await _preparer.PrepareAsync(new WorkList.Page([.. leaving], null), stop);
                    var counters = await new Applier(job, _preparer, CallLane.Priority).ApplyAsync(batch, state, stop);
                    job.Progress.Settled(0, counters);
                }
            }
            finally
            {
                job.Claims.Release(claimed);
            }

            _pending.ExceptWith(claimed);
        }
    }
}
