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

    public async Task<JobRow> CreateAsync(string applicationId, string templateId, string schema, CancellationToken cancellationToken)
    {
        var jobId = $"{templateId}.{Guid.Parse(Tenant.Default):N}.{Guid.NewGuid()}";
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO job (tenant_id, id, application_id, template_id, code, schema_document, schema_version, epoch)
                VALUES (@tenantId, @jobId, @applicationId, @templateId, @code, @schema, 1, 0)
                """,
                new { tenantId = Tenant.Default, jobId, applicationId, templateId, code = JobCode.NotConfigured, schema },
                transaction),
            cancellationToken);
        return (await FindAsync(jobId, cancellationToken))!;
    }

    /// <summary>Begins a run: every earlier run can write nothing any more. Null when the owner does not have the job any more.</summary>
    public Task<JobRow?> TakeAsync(string jobId, string owner, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.QuerySingleOrDefaultAsync<JobRow>(
            $"UPDATE job SET epoch = epoch + 1 {OfJob} AND owner = @owner RETURNING {JobRow.Columns}", new { tenantId = Tenant.Default, jobId, owner }, transaction),
        cancellationToken);

    /// <summary>Starts or resumes; failed objects are tried again at once.</summary>
    public Task StartAsync(string jobId, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, jobId };
            await transaction.Connection!.ExecuteAsync(
                $"UPDATE job SET code = CASE WHEN watermark IS NULL THEN '{JobCode.NotRun}' ELSE '{JobCode.Active}' END {OfJob}", parameters, transaction);
            await transaction.Connection!.ExecuteAsync(
                "UPDATE escrow SET next_due = '' WHERE tenant_id = @tenantId AND job_id = @jobId", parameters, transaction);
            await Quarantine.QuarantineGate.LiftAsync(transaction, jobId);
        },
        cancellationToken);

    /// <summary>Something was set that may help a job which waits for its target or for the right credentials.</summary>
    public Task RetryNowAsync(string jobId, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => Quarantine.QuarantineGate.RetryNowAsync(transaction, jobId), cancellationToken);

    public Task PauseAsync(string jobId, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"UPDATE job SET code = '{JobCode.Paused}', epoch = epoch + 1 {OfJob}", new { tenantId = Tenant.Default, jobId }, transaction),
        cancellationToken);

    public Task RestartAsync(string jobId, RestartScope scope, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => new RestartCommand(scope).ExecuteAsync(transaction, jobId), cancellationToken);

    public Task DeleteAsync(string jobId, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            foreach (var table in (string[])["link", "intent", "escrow", "pending_reference", "accepted_removal", "held_removal", "job_progress", "schema_version", "membership"])
                await transaction.Connection!.ExecuteAsync($"DELETE FROM {table} WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId }, transaction);
            await transaction.Connection!.ExecuteAsync($"DELETE FROM job {OfJob}", new { tenantId = Tenant.Default, jobId }, transaction);
        },
        cancellationToken);

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

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
