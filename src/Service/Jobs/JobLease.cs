using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>Writes to a job's row that only the run with the newest epoch may make.</summary>
internal static class JobLease
{
    public static async Task RequireAsync(DbTransaction transaction, string jobId, long epoch)
    {
        var current = await transaction.Connection!.ExecuteScalarAsync<long>(
            "SELECT epoch FROM job WHERE tenant_id = @tenantId AND id = @jobId" + RowLock.ForUpdate(transaction), new { tenantId = Tenant.Default, jobId }, transaction);
        if (current != epoch)
            throw new JobTakenException();
    }

    /// <summary>Keeps the cycle's counters, and its place when one is given.</summary>
    public static Task AdvanceAsync(DbTransaction transaction, JobContext job, (CycleRecord Cycle, string? Cursor) place) => UpdateAsync(
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
