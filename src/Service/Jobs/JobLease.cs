using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sutler.Service.Nodes;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>
/// A run's right to act for its job. What it writes is refused by the store once a later run or another owner has the job; what it sends
/// nobody can refuse, so it proves the right before each request: <c>await job.Lease.ProveAsync(token)</c>.
/// </summary>
internal sealed class JobLease(JobOwnership? ownership, long epoch)
{
    /// <summary>The right of nobody: whoever only plans sends nothing.</summary>
    public static readonly JobLease None = new(null, 0);

    /// <summary>Returns at once while the right is sure; asks the store when this node was silent for longer than its lease allows.</summary>
    /// <exception cref="JobTakenException">The right is gone.</exception>
    public ValueTask ProveAsync(CancellationToken cancellationToken) => ownership?.ProveAsync(epoch, cancellationToken) ?? throw new JobTakenException();

    /// <summary>Whether the call of an intent with this epoch may still be on its way, sent by an earlier owner: its object is left alone.</summary>
    public bool MayStillRun(long intentEpoch) => ownership?.MayStillRun(intentEpoch) ?? false;

    public static async Task RequireAsync(DbTransaction transaction, string jobId, long epoch)
    {
        var current = await transaction.Connection!.ExecuteScalarAsync<long>(
            "SELECT epoch FROM job WHERE tenant_id = @tenantId AND id = @jobId" + RowLock.ForUpdate(transaction), new { tenantId = Tenant.Default, jobId }, transaction);
        if (current != epoch)
            throw new JobTakenException();
    }

    /// <summary>Keeps the cycle's counters, and its place when one is given.</summary>
    public static Task AdvanceAsync(DbTransaction transaction, JobContext job, (CycleRecord Cycle, string? Cursor) place) => place.Cycle.Kind is CycleKind.Errand
        ? RequireAsync(transaction, job.JobId, job.Epoch)
        : UpdateAsync(
            transaction,
            "cycle = @cycle, cursor = COALESCE(@cursor, cursor)",
            new { tenantId = Tenant.Default, jobId = job.JobId, epoch = job.Epoch, cycle = JsonSerializer.Serialize(place.Cycle, JsonSerializerOptions.Web), cursor = place.Cursor });

    public static async Task UpdateAsync(DbTransaction transaction, string assignments, object parameters)
    {
        var rows = await transaction.Connection!.ExecuteAsync(
            $"UPDATE job SET {assignments} WHERE tenant_id = @tenantId AND id = @jobId AND epoch = @epoch", parameters, transaction);
        if (rows != 1)
            throw new JobTakenException();
    }
}
