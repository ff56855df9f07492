using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>Jobs: their configuration, their place in the feed, and the operator's commands.</summary>
internal sealed class JobStore(Database database)
{
    private const string OfJob = "WHERE tenant_id = @tenantId AND id = @jobId";

    public Task<IReadOnlyList<JobRow>> ListAsync(string? applicationId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<JobRow>)(await connection.QueryAsync<JobRow>(
            $"SELECT {JobRow.Columns} FROM job WHERE tenant_id = @tenantId AND (@applicationId IS NULL OR application_id = @applicationId) ORDER BY id",
            new { tenantId = Tenant.Default, applicationId })).AsList(),
        cancellationToken);

    public Task<JobRow?> FindAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<JobRow>($"SELECT {JobRow.Columns} FROM job {OfJob}", new { tenantId = Tenant.Default, jobId }),
        cancellationToken);

    /// <summary>Begins a run: every earlier run can write nothing any more. Null when the owner does not have the job any more.</summary>
    public Task<JobRow?> TakeAsync(string jobId, string owner, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.QuerySingleOrDefaultAsync<JobRow>(
            $"UPDATE job SET epoch = epoch + 1 {OfJob} AND owner = @owner RETURNING {JobRow.Columns}", new { tenantId = Tenant.Default, jobId, owner }, transaction),
        cancellationToken);

    /// <summary>Something was set that may help a job which waits for its target or for the right credentials.</summary>
    public Task RetryNowAsync(string jobId, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => Quarantine.QuarantineGate.RetryNowAsync(transaction, jobId), cancellationToken);

    public static async Task DeleteAsync(DbTransaction transaction, string jobId)
    {
        foreach (var table in (string[])["link", "intent", "escrow", "pending_reference", "accepted_removal", "held_removal", "job_progress", "schema_version", "membership", "inbound_row", "inbound_operation"])
            await transaction.Connection!.ExecuteAsync($"DELETE FROM {table} WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId }, transaction);
        await transaction.Connection!.ExecuteAsync($"DELETE FROM job {OfJob}", new { tenantId = Tenant.Default, jobId }, transaction);
    }

    public Task BeginCycleAsync(JobContext job, CycleRecord cycle, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => JobLease.UpdateAsync(
            transaction,
            "cycle = @cycle, cursor = NULL",
            new { tenantId = Tenant.Default, jobId = job.JobId, epoch = job.Epoch, cycle = Json(cycle) }),
        cancellationToken);

    /// <summary>The target has everything up to the cycle's position: the watermark moves there.</summary>
    public Task EndCycleAsync(JobContext job, CycleRecord cycle, JobExecutions executions, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await JobLease.UpdateAsync(
                transaction,
                $"cycle = @cycle, cursor = NULL, watermark = @to, executions = @executions, code = CASE code WHEN '{JobCode.NotRun}' THEN '{JobCode.Active}' ELSE code END",
                new { tenantId = Tenant.Default, jobId = job.JobId, epoch = job.Epoch, cycle = Json(cycle), to = cycle.To, executions = Json(executions) });
        },
        cancellationToken);

    public Task<JobNumbers> NumbersAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<JobNumbers>(
            """
            SELECT
                COALESCE((SELECT position FROM directory_counter WHERE tenant_id = @tenantId), 0) AS FeedPosition,
                (SELECT COUNT(*) FROM link WHERE tenant_id = @tenantId AND job_id = @jobId) AS Links,
                (SELECT COUNT(*) FROM intent WHERE tenant_id = @tenantId AND job_id = @jobId) AS OpenIntents,
                (SELECT COUNT(*) FROM escrow WHERE tenant_id = @tenantId AND job_id = @jobId) AS Escrowed,
                (SELECT COUNT(*) FROM pending_reference WHERE tenant_id = @tenantId AND job_id = @jobId) AS UnresolvedReferences
            """,
            new { tenantId = Tenant.Default, jobId }),
        cancellationToken);

    /// <summary>Linked objects by type (S/ERR-10).</summary>
    public Task<IReadOnlyList<(string Type, long Count)>> LinkedAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<(string, long)>)(await connection.QueryAsync<(string, long)>(
            "SELECT object_type, COUNT(*) FROM link WHERE tenant_id = @tenantId AND job_id = @jobId GROUP BY object_type ORDER BY object_type", new { tenantId = Tenant.Default, jobId })).AsList(),
        cancellationToken);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
