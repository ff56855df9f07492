using System.Data.Common;
using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Links;
using Sutler.Service.Logs;
using Sutler.Service.Planning;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applying;

/// <summary>Writes down how a batch ended: links, waiting references, escrow, log rows, counters and the cycle's place, in one transaction.</summary>
internal sealed class SettleStore(Database database, string jobId)
{
    public async Task<JobCounters> SettleAsync(Batch batch, CycleRecord cycle, JobContext job) => await database.WriteAsync(
        async transaction =>
        {
            // The job's row first: whoever restarts the job takes rows in this order too.
            await JobLease.RequireAsync(transaction, jobId, job.Epoch);
            // A batch that was cut off is looked at again: whoever needs nothing is counted and logged then, not twice.
            var whole = batch.Items.TrueForAll(item => !item.IsOpen);
            var ended = batch.Items.Where(item => !item.IsOpen && (whole || item.Failure is not null || item.NeedsSending)).ToList();
            var counters = await SettleItemsAsync(transaction, batch, (job, cycle));
            await JobLease.AdvanceAsync(transaction, job, (cycle with { Counters = cycle.Counters + counters }, whole ? batch.Cursor : null));
            await LogStore.AppendAsync(transaction, ended.Select(item => LogRecord.Of(item, job, cycle)));
            await CloseIntentsAsync(transaction, ended.Where(item => !item.IsUncertain).Select(item => item.SourceId));
            return counters;
        },
        CancellationToken.None);

    private async Task<JobCounters> SettleItemsAsync(DbTransaction transaction, Batch batch, (JobContext Job, CycleRecord Cycle) run)
    {
        var job = run.Job;
        var items = batch.Items.Where(item => !item.IsOpen).ToList();
        foreach (var item in items.Where(item => item.Failure is null && item.Change!.IsFailure))
            item.Failure = Failures.Of(item.Change!);
        await Guards.RemovalGate.SettledAsync(
            transaction, job, [.. items.Where(item => item is { Failure: null, IsHeld: false, Change.Action: ChangeAction.Disable or ChangeAction.Delete }).Select(item => item.SourceId)]);
        await SettleLinksAsync(new LinkStore(transaction, jobId), items.Where(item => item is { Failure: null, IsHeld: false }), run);

        var escrow = new EscrowStore(transaction, jobId);
        foreach (var item in items.Where(item => item.Failure is not null))
            await escrow.PutAsync(item.SourceId, item.Failure!, job.Options.Time.GetUtcNow());

        // Also of objects that needed nothing: what failed once may have been settled, or be gone, since.
        var unsettled = batch.Items.Where(item => item.IsOpen || item.Failure is not null).Select(item => item.SourceId).ToHashSet(StringComparer.Ordinal);
        await escrow.RemoveAsync(batch.Ids.Where(id => !unsettled.Contains(id)));
        return items.Aggregate(new JobCounters(), (sum, item) => sum + Count(item));
    }

    private static async Task SettleLinksAsync(LinkStore links, IEnumerable<WorkItem> done, (JobContext Job, CycleRecord Cycle) run)
    {
        var (removed, kept) = (new List<string>(), new List<WorkItem>());
        foreach (var item in done)
        {
            if (item.Change!.Action is ChangeAction.Delete)
                removed.Add(item.SourceId);
            else if ((item.TargetId ??= item.Change.TargetId) is not null)
                kept.Add(item);
        }

        await links.RemoveAsync(removed);
        if (kept.Count == 0)
            return;

        await links.ForgetMembershipsAsync([.. kept.Where(item => item is { Link.Active: false, Change.Active: true }).Select(item => item.SourceId)]);
        var taken = await links.SettleAsync(kept, run.Cycle.Kind is CycleKind.Initial ? null : run.Cycle.Id, run.Job.Options.Time.GetUtcNow());
        foreach (var item in kept.Where(item => taken.Contains(item.SourceId)))
            item.Failure = Failures.TargetTaken(item.TargetId!);
        var settled = kept.Where(item => item.Failure is null).ToLookup(IsNew, item => item.Change!);
        await links.WaitAsync(settled[true], [.. settled[false]]);
    }

    private static bool IsNew(WorkItem item) => item is { Link: null, OpenIntent: null, DropsLink: false };

    private Task<int> CloseIntentsAsync(DbTransaction transaction, IEnumerable<string> ids) => transaction.Connection!.ExecuteAsync(
        $"DELETE FROM intent WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
        new { tenantId = Tenant.Default, jobId, ids = IdList.Of(ids) },
        transaction);

    public static JobCounters Count(WorkItem item)
    {
        var change = item.Change!;
        if (item.Failure is not null)
            return new JobCounters { Failed = 1 };
        if (item.IsHeld)
            return new JobCounters { Held = 1 };

        var counters = change.Action switch
        {
            ChangeAction.Create => new JobCounters { Created = 1 },
            ChangeAction.Update => new JobCounters { Updated = 1 },
            ChangeAction.Disable => new JobCounters { Disabled = 1 },
            ChangeAction.Delete => new JobCounters { Deleted = 1 },
            _ => change.TargetId is null ? new JobCounters { Skipped = 1 } : new JobCounters { Unchanged = 1 },
        };
        return counters with { Warnings = change.Warnings.Count };
    }
}
