using Sutler.Service.Applying;
using Sutler.Service.Directory;
using Sutler.Service.Guards;
using Sutler.Service.Links;
using Sutler.Service.Memberships;
using Sutler.Service.Store;

namespace Sutler.Service.Jobs;

/// <summary>
/// One run of a job: find out how lost calls ended; see what the guard holds; leavers first; then everybody the cycle looks at; then those
/// that failed before and are due; then references and memberships. Beside it the priority lane. The watermark moves only when all of it is
/// settled, so a run that ends anywhere is made up for by the next one.
/// </summary>
internal sealed class CycleRunner(JobContext job, JobRow row, CycleServices services)
{
    private readonly BatchPreparer _preparer = new(job);
    private readonly WorkList _work = new(services.Database, job);
    private readonly LeaverFinder _finder = new(services.Database, job);
    private readonly List<Leaver> _leavers = [];
    private readonly TaskCompletionSource _guarded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CycleState _state = null!;
    private IReadOnlyList<string> _due = [];
    private IReadOnlyList<string> _dueGroups = [];

    private CycleRecord Cycle => _state.Cycle;

    /// <summary>Runs until the target has everything; false when the run ended before.</summary>
    public async Task<bool> RunAsync(StopSignal stop)
    {
        job.Target.Reset();
        var open = await _work.OpenIntentsAsync(stop.Stopping);
        _due = [.. await _work.DueEscrowsAsync(job.Options.Time.GetUtcNow(), stop.Stopping), .. await DueDeletesAsync(stop)];
        var position = await services.Database.ReadAsync(connection => DirectoryWriter.PositionAsync(connection, Tenant.Default, null), stop.Stopping);
        if (row.Watermark == position && open.Count == 0 && _due.Count == 0 && row.CycleRecord?.EndedAt is not null
            && !await job.Gates.Removals.HasReleasedAsync(job.JobId, stop.Stopping))
            return true;

        await BeginAsync(position, stop);
        return await BesideAsync(stop, () => RunAsync(open, stop));
    }

    private async Task BeginAsync(long position, StopSignal stop)
    {
        var resumed = row.CycleRecord is { EndedAt: null } interrupted ? interrupted : null;
        var cycle = resumed ?? new CycleRecord
        {
            Id = Guid.NewGuid().ToString(),
            Kind = row.Watermark is null ? CycleKind.Initial : CycleKind.Incremental,
            To = position,
            StartedAt = job.Options.Time.GetUtcNow(),
        };
        if (cycle != resumed)
            await services.Jobs.BeginCycleAsync(job, cycle, stop.Stopping);
        _state = new CycleState(cycle);
        job.Options.Step("begun");
    }

    /// <summary>Runs the cycle with the priority lane beside it, and ends the lane with it.</summary>
    private async Task<bool> BesideAsync(StopSignal stop, Func<Task<bool>> run)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Stopping);
        var lane = new PriorityLane(job, services.Database, _state, new LaneWork(services.Pulse, services.Errands, _guarded.Task, GuardAsync)).RunAsync(stop, ended.Token);
        try
        {
            return await run();
        }
        finally
        {
            await ended.CancelAsync();
            await lane;
        }
    }

    private async Task<bool> RunAsync(IReadOnlyList<string> open, StopSignal stop)
    {
        if (!await SettleOpenAsync(open, stop))
            return false;
        _dueGroups = [.. _due, .. await job.Gates.Removals.ListedGroupsAsync(job.JobId, stop.Stopping)];
        var leavers = Cycle.Kind is CycleKind.Initial ? await _finder.AllAsync(stop.Stopping) : await ChangedLeaversAsync(stop);
        await GuardAsync(leavers, stop.Stopping);
        return await ProvisionAsync(leavers, stop) && await ReferencesAsync(stop) && await MembershipsAsync(stop) && await EndAsync(stop);
    }

    private Task<IReadOnlyList<string>> DueDeletesAsync(StopSignal stop) => job.Policy.DeleteInactiveBefore is { } before
        ? _work.DueDeletesAsync(before, stop.Stopping)
        : Task.FromResult<IReadOnlyList<string>>([]);

    private async Task<bool> SettleOpenAsync(IReadOnlyList<string> open, StopSignal stop)
    {
        if (open.Count == 0)
            return true;
        job.Progress.Enter(JobPhase.Settling, open.Count);
        return await RunAllAsync(_work.Pages(open), stop);
    }

    private async Task<IReadOnlyList<Leaver>> ChangedLeaversAsync(StopSignal stop)
    {
        var pages = await _work.ChangedAsync(row.Watermark!.Value, Cycle.To, stop.Stopping);
        var listed = await job.Gates.Removals.ListedAsync(job.JobId, stop.Stopping);
        return await _finder.AmongAsync([.. pages.SelectMany(page => page.Ids).Union(listed, StringComparer.Ordinal)], stop.Stopping);
    }

    /// <summary>
    /// Asks the guard about everybody who leaves, those that it held before among them; what it holds stays as it is, and everything else
    /// goes on (S/SAFE-3).
    /// </summary>
    private async Task GuardAsync(IReadOnlyList<Leaver> leavers, CancellationToken cancellationToken)
    {
        // The lane begins to ask once the cycle has: its question holds everybody of the cycle's.
        IReadOnlyList<Leaver> all;
        lock (_leavers)
        {
            _leavers.AddRange(leavers);
            all = [.. _leavers];
        }

        var linked = await new GuardStore(services.Database, job.JobId).LinkedAsync(cancellationToken);
        job.Held = await job.Gates.Removals.DecideAsync(job, all, linked, cancellationToken);
        _guarded.TrySetResult();
    }

    private async Task<bool> ProvisionAsync(IReadOnlyList<Leaver> leavers, StopSignal stop)
    {
        var leaving = leavers.Select(leaver => leaver.SourceId).Where(id => !job.Held.Holds(id)).ToList();
        if (leaving.Count > 0)
        {
            job.Progress.Enter(JobPhase.Leavers, leaving.Count);
            if (!await RunAllAsync(_work.Pages(leaving), stop))
                return false;
        }

        if (Cycle.Kind is CycleKind.Initial)
        {
            var cursor = row.CycleRecord?.Id == Cycle.Id ? row.Cursor : null;
            job.Progress.Enter(JobPhase.Provisioning, await _work.CountAsync(stop.Stopping));
            if (!await RunAllAsync(_work.AllAsync(cursor, stop.Stopping), stop))
                return false;
        }
        else
        {
            var pages = await _work.ChangedAsync(row.Watermark!.Value, Cycle.To, stop.Stopping);
            job.Progress.Enter(JobPhase.Provisioning, pages.Sum(page => page.Ids.Count));
            if (!await RunAllAsync(pages, stop))
                return false;
        }

        return await RunAllAsync(_work.Pages(_due), stop);
    }

    private async Task<bool> ReferencesAsync(StopSignal stop)
    {
        if (job.Schema.Objects.All(schema => schema.References.All(mapping => mapping.MultiValued)))
            return true;
        return await new ReferenceRunner(job, new ReferenceStore(services.Database, job.JobId)).RunAsync(_state, stop);
    }

    private Task<bool> MembershipsAsync(StopSignal stop) => new MembershipRunner(job, services.Database).RunAsync(
        new MembershipRange(Cycle.Kind is CycleKind.Initial ? null : row.Watermark, Cycle.To, Cycle.Id, _dueGroups), _state, stop);

    private async Task<bool> EndAsync(StopSignal stop)
    {
        if (stop.Stopping.IsCancellationRequested)
            return false;

        _state.Change(cycle => cycle with { EndedAt = job.Options.Time.GetUtcNow() });
        await services.Jobs.EndCycleAsync(job, Cycle, row.ExecutionRecord.After(Cycle), CancellationToken.None);
        job.Progress.LastError = null;
        job.Progress.WaitingFor = null;
        return true;
    }

    private Task<bool> RunAllAsync(IEnumerable<WorkList.Page> pages, StopSignal stop) => RunAllAsync(pages.ToAsyncEnumerable(), stop);

    /// <summary>Runs batches one after another; while one is applied the next is being prepared. False when the run must end here.</summary>
    private async Task<bool> RunAllAsync(IAsyncEnumerable<WorkList.Page> pages, StopSignal stop)
    {
        await using var source = pages.GetAsyncEnumerator(stop.Stopping);
        var applier = new Applier(job, _preparer);
        var next = await PrepareNextAsync(source, stop);
        while (next is { } batch)
        {
            var following = PrepareNextAsync(source, stop);
            try
            {
                var counters = await applier.ApplyAsync(batch, _state, stop);
                job.Progress.Settled(batch.Ids.Count, counters);
            }
            catch
            {
                await ((Task)following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
            finally
            {
                job.Claims.Release(batch.Claimed);
                services.Pulse.Beat();
            }

            next = await following;
            if (await job.Gates.Quarantine.TripsAsync(job, Cycle, stop.Stopping))
                return false;
            if (job.Target.Fault is not null || stop.Stopping.IsCancellationRequested || batch.Items.Exists(item => item.IsOpen))
                return false;
        }

        return true;
    }

    private async Task<Batch?> PrepareNextAsync(IAsyncEnumerator<WorkList.Page> source, StopSignal stop)
    {
        if (!await source.MoveNextAsync())
            return null;
        await job.Claims.ClaimAsync(source.Current.Ids, stop.Stopping);
        return await _preparer.PrepareAsync(source.Current, stop);
    }
}
