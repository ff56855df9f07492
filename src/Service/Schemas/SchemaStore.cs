using System.Data.Common;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Schemas;

/// <summary>
/// Versions of schemas. The job's own row holds the one in use; a change writes the version and the row, and makes the job look at every object
/// again, in one transaction.
/// </summary>
internal sealed class SchemaStore(Database database, TimeProvider time)
{
    private const string OfJob = "WHERE tenant_id = @tenantId AND job_id = @jobId";

    /// <summary>Newest first, and the one in use also when nothing was ever changed.</summary>
    public async Task<IReadOnlyList<SchemaVersion>> ListAsync(JobRow job, CancellationToken cancellationToken)
    {
        var versions = await database.ReadAsync(
            async connection => (await connection.QueryAsync<SchemaVersion>(
                $"SELECT {SchemaVersion.Columns} FROM schema_version {OfJob} ORDER BY version DESC", new { tenantId = Tenant.Default, jobId = job.Id })).AsList(),
            cancellationToken);
        return versions.Exists(version => version.Version == job.SchemaVersion) ? versions : [Current(job.SchemaVersion, job.SchemaDocument), .. versions];
    }

    public async Task<SchemaVersion?> FindAsync(JobRow job, long version, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<SchemaVersion>(
                $"SELECT {SchemaVersion.Columns} FROM schema_version {OfJob} AND version = @version", new { tenantId = Tenant.Default, jobId = job.Id, version }),
            cancellationToken)
        ?? (version == job.SchemaVersion ? Current(version, job.SchemaDocument) : null);

    /// <summary>Makes a document the schema in use; gives its version. One that says what the one in use says changes nothing.</summary>
    public Task<long> SaveAsync(SchemaSave save, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var (document, version) = await LockAsync(transaction, save.JobId);
            if (save.Expected is { } expected && expected != version)
                throw new ApiException(412, "preconditionFailed", $"The schema in use is version {version}, not {expected}. Read it again, and make the change to that one.");
            if (SchemaDocument.IsSame(SchemaDocument.Read(document), save.Document))
                return version;

            await InsertAsync(transaction, save.JobId, Current(version, document));
            var next = new SchemaVersion
            {
                Version = version + 1,
                Document = SchemaDocument.Write(SchemaDocument.Stamp(save.Document, save.JobId, version + 1)),
                Origin = save.Origin,
                Author = save.Author,
                Comment = save.Comment,
                CreatedAt = EscrowStore.Text(time.GetUtcNow()),
            };
            await InsertAsync(transaction, save.JobId, next);
            await transaction.Connection!.ExecuteAsync(
                "UPDATE job SET schema_document = @Document, schema_version = @Version WHERE tenant_id = @tenantId AND id = @JobId",
                new { tenantId = Tenant.Default, save.JobId, next.Document, next.Version },
                transaction);
            if (save.Restarts)
                await new RestartCommand(RestartScope.Watermark).ExecuteAsync(transaction, save.JobId);
            await AuditStore.AppendAsync(transaction, Entry(save, document, next));
            return next.Version;
        },
        cancellationToken);

    /// <summary>An application's own form of a template; null when it has none.</summary>
    public Task<string?> TemplateAsync(string applicationId, string templateId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT document FROM schema_template WHERE tenant_id = @tenantId AND application_id = @applicationId AND template_id = @templateId",
            new { tenantId = Tenant.Default, applicationId, templateId }),
        cancellationToken);

    public Task SetTemplateAsync((string ApplicationId, string TemplateId) of, string document, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO schema_template (tenant_id, application_id, template_id, document, updated_at)
            VALUES (@tenantId, @ApplicationId, @TemplateId, @document, @now)
            ON CONFLICT (tenant_id, application_id, template_id) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at
            """,
            new { tenantId = Tenant.Default, of.ApplicationId, of.TemplateId, document, now = EscrowStore.Text(time.GetUtcNow()) },
            transaction),
        cancellationToken);

    private static async Task<(string Document, long Version)> LockAsync(DbTransaction transaction, string jobId) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<(string Document, long Version)?>(
            $"SELECT schema_document, schema_version FROM job WHERE tenant_id = @tenantId AND id = @jobId{RowLock.ForUpdate(transaction)}",
            new { tenantId = Tenant.Default, jobId },
            transaction)
        ?? throw ApiException.NotFound($"The job '{jobId}' is gone.");

    private AuditEntry Entry(SchemaSave save, string before, SchemaVersion next) => new()
    {
        Activity = Activities.UpdateSchema,
        TargetType = "synchronizationJob",
        TargetId = save.JobId,
        Before = SchemaDocument.Read(before),
        After = SchemaDocument.Read(next.Document),
        Reason = save.Comment ?? "",
        At = time.GetUtcNow(),
    };

    /// <summary>A version that is there already stays as it is.</summary>
    private static Task<int> InsertAsync(DbTransaction transaction, string jobId, SchemaVersion version) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO schema_version (tenant_id, job_id, version, document, origin, author, comment, created_at)
        VALUES (@tenantId, @jobId, @Version, @Document, @Origin, @Author, @Comment, @CreatedAt)
        ON CONFLICT (tenant_id, job_id, version) DO NOTHING
        """,
        new { tenantId = Tenant.Default, jobId, version.Version, version.Document, version.Origin, version.Author, version.Comment, version.CreatedAt },
        transaction);

    /// <summary>The version that the job was made with, which nobody has saved.</summary>
    private SchemaVersion Current(long version, string document) => new()
    {
        Version = version,
        Document = document,
        Origin = SchemaOrigin.Created,
        Author = "service",
        CreatedAt = EscrowStore.Text(time.GetUtcNow()),
    };
}
