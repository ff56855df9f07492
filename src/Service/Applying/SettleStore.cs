using System.Data.Common;
using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Links;
using Sutler.Service.Logs;
using Sutler.Service.Planning;
using Sutler.Service.Store;
using Sutler.Storage.Sqlite;

namespace Sutler.Service.Applying;

/// <summary>Writes down how a batch ended: links, waiting references, escrow, log rows, counters and the cycle's place, in one transaction.</summary>
internal sealed class SettleStore(SqliteDatabase database, string jobId)
{
    public async Task<JobCounters> SettleAsync(Batch batch, CycleRecord cycle, JobContext job) => await database.WriteAsync(
        async transaction =>
        {
            var ended = batch.Items.Where(item => !item.IsOpen).ToList();
            var counters = await SettleItemsAsync(transaction, ended, job);
            var whole = ended.Count == batch.Items.Count;
            await JobLease.AdvanceAsync(transaction, job, (cycle with { Counters = cycle.Counters + counters }, whole ? batch.Cursor : null));
            await LogStore.AppendAsync(transaction, ended.Select(item => LogRecord.Of(item, job, cycle)));
            await CloseIntentsAsync(transaction, ended.Where(item => !item.IsUncertain).Select(item => item.SourceId));
            return counters;
        },
        CancellationToken.None);

    private async Task<JobCounters> SettleItemsAsync(DbTransaction transaction, List<WorkItem> items, JobContext job)
    {
        var links = new LinkStore(transaction, jobId);
        var escrow = new EscrowStore(transaction, jobId);
        var counters = new JobCounters();
        foreach (var item in items)
        {
            if (item.Failure is null && item.Change!.IsFailure)
                item.Failure = Failures.Of(item.Change);
            if (item.Failure is null)
                await SettleLinkAsync(links, item);
            if (item.Failure is { } failure)
                await escrow.PutAsync(item.SourceId, failure, job.Options.Time.GetUtcNow());
            counters += Count(item);
        }

        await escrow.RemoveAsync(items.Where(item => item.Failure is null).Select(item => item.SourceId));
        return counters;
    }

    private static async Task SettleLinkAsync(LinkStore links, WorkItem item)
    {
        var change = item.Change!;
        if (change.Action is ChangeAction.Delete)
        {
            await links.RemoveAsync(item.SourceId);
            return;
        }

        if ((item.TargetId ?? change.TargetId) is not { } targetId)
            return;
        if (await links.SettleAsync(change, targetId))
            await links.WaitAsync(item.SourceId, change.Pending);
        else
            item.Failure = Failures.TargetTaken(targetId);
    }

    private Task<int> CloseIntentsAsync(DbTransaction transaction, IEnumerable<string> ids) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM intent WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id IN @ids", new { tenantId = Tenant.Default, jobId, ids }, transaction);

    public static JobCounters Count(WorkItem item)
    {
        var change = item.Change!;
        if (item.Failure is not null)
            return new JobCounters { Failed = 1 };

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
