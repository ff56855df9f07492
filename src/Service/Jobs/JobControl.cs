using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>What an operator does to a job, each with its audit in one transaction.</summary>
internal sealed class JobControl(Database database, TimeProvider time)
{
    private const string OfJob = "WHERE tenant_id = @tenantId AND id = @jobId";

    public Task<JobRow> CreateAsync(string applicationId, string templateId, string schema, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var jobId = $"{templateId}.{Guid.Parse(Tenant.Default):N}.{Guid.NewGuid()}";
            var row = await transaction.Connection!.QuerySingleAsync<JobRow>(
                $"""
                INSERT INTO job (tenant_id, id, application_id, template_id, code, schema_document, schema_version, epoch)
                VALUES (@tenantId, @jobId, @applicationId, @templateId, @code, @schema, 1, 0)
                RETURNING {JobRow.Columns}
                """,
                new { tenantId = Tenant.Default, jobId, applicationId, templateId, code = JobCode.NotConfigured, schema },
                transaction);
            await AuditStore.AppendAsync(transaction, Entry(Activities.AddJob, jobId) with { After = new JsonObject { ["applicationId"] = applicationId, ["templateId"] = templateId } });
            return row;
        },
        cancellationToken);

    /// <summary>Starts or resumes, and has failed objects tried again at once; does nothing where the job runs already (S/JOB-3).</summary>
    public Task StartAsync(string jobId, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            if (await RunsAsync(transaction, jobId) && await new Quarantine.QuarantineStore(transaction, jobId).FindAsync() is null)
                return;
            await transaction.Connection!.ExecuteAsync("UPDATE escrow SET next_due = '' WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId }, transaction);
            await Quarantine.QuarantineGate.LiftAsync(transaction, jobId);
            await JobTransitions.ApplyAsync(transaction, jobId, new JobTransition(JobEvent.Start, time.GetUtcNow()));
        },
        cancellationToken);

    /// <summary>Takes the job from the run under way, whose next write is refused; everything is kept (S/JOB-4).</summary>
    public Task PauseAsync(string jobId, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync($"UPDATE job SET epoch = epoch + 1 {OfJob}", new { tenantId = Tenant.Default, jobId }, transaction);
            await JobTransitions.ApplyAsync(transaction, jobId, new JobTransition(JobEvent.Pause, time.GetUtcNow()));
        },
        cancellationToken);

    /// <summary>Drops what the scope names and starts the job, should it stand still (S/JOB-5).</summary>
    public Task RestartAsync(string jobId, RestartScope scope, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await new RestartCommand(scope).ExecuteAsync(transaction, jobId);
            await JobTransitions.ApplyAsync(transaction, jobId, new JobTransition(JobEvent.Restart, time.GetUtcNow()) { Reason = $"resetScope: {scope}" });
        },
        cancellationToken);

    public Task<JobRow> SetSettingsAsync(string jobId, IReadOnlyList<KeyValuePair<string, string?>> changes, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var before = await transaction.Connection!.QuerySingleOrDefaultAsync<JobRow>(
                $"SELECT {JobRow.Columns} FROM job {OfJob}{RowLock.ForUpdate(transaction)}", new { tenantId = Tenant.Default, jobId }, transaction) ?? throw ApiException.NotFound($"No job has the id '{jobId}'.");
            var settings = JobSettings.Read(before.Settings, new Dictionary<string, string>(StringComparer.Ordinal)).With(changes).Write();
            var after = await transaction.Connection!.QuerySingleAsync<JobRow>(
                $"UPDATE job SET settings = @settings {OfJob} RETURNING {JobRow.Columns}", new { tenantId = Tenant.Default, jobId, settings }, transaction);
            await AuditStore.AppendAsync(transaction, Entry(Activities.UpdateSettings, jobId) with { Before = JsonNode.Parse(before.Settings ?? "{}"), After = JsonNode.Parse(settings) });
            return after;
        },
        cancellationToken);

    /// <summary>Removes the job and all it keeps; its log and what it made at the target stay (S/JOB-9).</summary>
    public Task DeleteAsync(JobRow job, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO logged_job (tenant_id, job_id, application_id, application_name)
                SELECT @tenantId, @Id, id, display_name FROM application WHERE tenant_id = @tenantId AND id = @ApplicationId
                ON CONFLICT (tenant_id, job_id) DO NOTHING
                """,
                new { tenantId = Tenant.Default, job.Id, job.ApplicationId },
                transaction);
            await JobStore.DeleteAsync(transaction, job.Id);
            await AuditStore.AppendAsync(transaction, Entry(Activities.DeleteJob, job.Id) with
            {
                Before = JsonSerializer.SerializeToNode(new { applicationId = job.ApplicationId, templateId = job.TemplateId, code = job.Code, settings = JsonNode.Parse(job.Settings ?? "{}") }),
            });
        },
        cancellationToken);

    private static async Task<bool> RunsAsync(DbTransaction transaction, string jobId) => JobCode.Runs(
        await transaction.Connection!.QuerySingleOrDefaultAsync<string>($"SELECT code FROM job {OfJob}{RowLock.ForUpdate(transaction)}", new { tenantId = Tenant.Default, jobId }, transaction) ?? "");

    private AuditEntry Entry(string activity, string jobId) => new() { Activity = activity, TargetType = "SynchronizationJob", TargetId = jobId, TargetName = jobId, At = time.GetUtcNow() };
}
