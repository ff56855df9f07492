using Sutler.Service.Applying;
using Sutler.Service.Directory;
using Sutler.Service.Guards;
using Sutler.Service.Links;
using Sutler.Service.Mapping;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>
/// One run of a job: find out how lost calls ended; see whether the guard holds the cycle; leavers first; then everybody the cycle looks
/// at; then those that failed before and are due; then references. The watermark moves only when all of it is settled, so a run that ends
/// anywhere is made up for by the next one.
/// </summary>
internal sealed partial class CycleRunner(JobContext job, JobRow row, Database database, JobStore jobs)
{
    private readonly BatchPreparer _preparer = new(job);
    private readonly WorkList _work = new(database, job.JobId, job.Options.BatchSize);
    private readonly GuardStore _guard = new(database, job.JobId);
    private CycleRecord? _cycle;

    /// <summary>Runs until the target has everything; false when the run ended before.</summary>
    public async Task<bool> RunAsync(StopSignal stop)
    {
        job.Target.Reset();
        var open = await _work.OpenIntentsAsync(stop.Stopping);
        var due = await _work.DueEscrowsAsync(job.Options.Time.GetUtcNow(), stop.Stopping);
        var position = await database.ReadAsync(connection => DirectoryWriter.PositionAsync(connection, Tenant.Default, null), stop.Stopping);
        if (row.Watermark == position && open.Count == 0 && due.Count == 0 && row.CycleRecord?.EndedAt is not null && row.Held is null)
            return true;

        // A held cycle has sent nothing: it takes in what has changed meanwhile.
        var resumed = row.CycleRecord is { EndedAt: null } interrupted ? interrupted : null;
        _cycle = row.Held is not null && resumed is not null ? resumed with { To = position } : resumed ?? Begin(position);
        if (_cycle != resumed)
            await jobs.BeginCycleAsync(job, _cycle, stop.Stopping);
        job.Options.Step("begun");

        if (!await SettleOpenAsync(open, stop))
            return false;
        var leavers = await _guard.LeaversAsync(row.Watermark, _cycle.To, job.Schema.For(JobSchema.User), stop.Stopping);
        if (await HoldAsync(leavers, stop))
            return false;
        return await ProvisionAsync(leavers, due, stop) && await ReferencesAsync(stop) && await EndAsync(stop);
    }

    private CycleRecord Begin(long position) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Kind = row.Watermark is null ? CycleKind.Initial : CycleKind.Incremental,
        To = position,
        StartedAt = job.Options.Time.GetUtcNow(),
    };

    private async Task<bool> SettleOpenAsync(IReadOnlyList<string> open, StopSignal stop)
    {
        if (open.Count == 0)
            return true;
        job.Progress.Enter(JobPhase.Settling, open.Count);
        return await RunAllAsync(_work.Pages(open).ToAsyncEnumerable(), stop);
    }

    private async Task<bool> HoldAsync(IReadOnlyList<Leaver> leavers, StopSignal stop)
    {
        var accepted = await _guard.AcceptedAsync(stop.Stopping);
        var fresh = leavers.Where(leaver => !accepted.Contains(leaver.SourceId)).ToList();
        var linked = await _guard.LinkedAsync(stop.Stopping);
        var guard = new RemovalGuard(job.Options.GuardCount, job.Options.GuardShare);
        if (!guard.Holds(fresh.Count, linked))
        {
            if (row.Held is not null)
                await jobs.HoldAsync(job, null, stop.Stopping);
            return false;
        }

        var (message, remedy) = guard.Explain(fresh.Count, linked);
        await jobs.HoldAsync(
            job,
            new HeldRecord
            {
                Removals = fresh.Count,
                Linked = linked,
                FeedPosition = _cycle!.To,
                Samples = [.. fresh.Take(10).Select(leaver => leaver.Name)],
                Since = row.HeldRecord?.Since ?? job.Options.Time.GetUtcNow(),
                Message = message,
                Remedy = remedy,
            },
            stop.Stopping);
        job.Progress.Enter(JobPhase.Held, 0);
        return true;
    }

    private async Task<bool> ProvisionAsync(IReadOnlyList<Leaver> leavers, IReadOnlyList<string> due, StopSignal stop)
    {
        if (leavers.Count > 0)
        {
            job.Progress.Enter(JobPhase.Leavers, leavers.Count);
            if (!await RunAllAsync(_work.Pages([.. leavers.Select(leaver => leaver.SourceId)]).ToAsyncEnumerable(), stop))
                return false;
        }

        job.Progress.Enter(JobPhase.Provisioning, await CountAsync(stop));
        var pages = _cycle!.Kind is CycleKind.Initial
            ? _work.AllAsync(row.CycleRecord?.Id == _cycle.Id ? row.Cursor : null, stop.Stopping)
            : _work.ChangedAsync(row.Watermark!.Value, _cycle.To, stop.Stopping);
        return await RunAllAsync(pages, stop) && await RunAllAsync(_work.Pages(due).ToAsyncEnumerable(), stop);
    }

    private async Task<bool> ReferencesAsync(StopSignal stop)
    {
        if (job.Schema.For(JobSchema.User).References.Count == 0)
            return true;
        var runner = new ReferenceRunner(job, new ReferenceStore(database, job.JobId));
        return await runner.RunAsync(_cycle!, counters => _cycle = _cycle! with { Counters = _cycle.Counters + counters }, stop);
    }

    private async Task<bool> EndAsync(StopSignal stop)
    {
        if (stop.Stopping.IsCancellationRequested)
            return false;

        _cycle = _cycle! with { EndedAt = job.Options.Time.GetUtcNow() };
        await jobs.EndCycleAsync(job, _cycle, row.ExecutionRecord.After(_cycle), CancellationToken.None);
        job.Progress.LastError = null;
        job.Progress.WaitingFor = null;
        return true;
    }

    private Task<int> CountAsync(StopSignal stop) => database.ReadAsync(
        connection => _cycle!.Kind is CycleKind.Initial
            ? Dapper.SqlMapper.ExecuteScalarAsync<int>(connection, "SELECT COUNT(*) FROM directory_user WHERE tenant_id = @tenantId AND id > @after", new { tenantId = Tenant.Default, after = row.Cursor ?? "" })
            : Dapper.SqlMapper.ExecuteScalarAsync<int>(connection, "SELECT COUNT(DISTINCT object_id) FROM directory_feed WHERE tenant_id = @tenantId AND position > @after AND position <= @to", new { tenantId = Tenant.Default, after = row.Watermark, to = _cycle.To }),
        stop.Stopping);

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
                var counters = await applier.ApplyAsync(batch, _cycle!, stop);
                _cycle = _cycle! with { Counters = _cycle.Counters + counters };
                job.Progress.Settled(batch.Ids.Count, counters);
            }
            catch
            {
                await ((Task)following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            next = await following;
            if (job.Target.Fault is not null || stop.Stopping.IsCancellationRequested || batch.Items.Exists(item => item.IsOpen))
                return false;
        }

        return true;
    }

    private async Task<Batch?> PrepareNextAsync(IAsyncEnumerator<WorkList.Page> source, StopSignal stop) =>
        await source.MoveNextAsync() ? await _preparer.PrepareAsync(source.Current, stop) : null;
}
