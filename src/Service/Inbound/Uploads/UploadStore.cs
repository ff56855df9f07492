using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Escrow;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>Records taken in and not carried out yet, and what became of those that were. A request is in the store before it is answered.</summary>
internal sealed class UploadStore(Database database, TimeProvider time)
{
    /// <summary>Most records of a job that wait; more are refused until there is room (S/IN-11).</summary>
    public const int MostWaiting = 100_000;

    /// <summary>How long results can be asked for.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private const string OfJob = "tenant_id = @tenantId AND job_id = @jobId";
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Takes a request in, whole, in one transaction; the same request under the same key a second time is the first one.</summary>
    /// <returns>The operation's id; null when there is no room.</returns>
    public Task<string?> StageAsync(UploadTicket ticket, IReadOnlyList<UploadItem> items, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, id = Guid.NewGuid().ToString(), jobId = ticket.JobId, key = ticket.Key, hash = ticket.BodyHash, now = Now() };
            var made = await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO inbound_operation (tenant_id, id, job_id, idempotency_key, body_hash, received_at) VALUES (@tenantId, @id, @jobId, @key, @hash, @now)
                ON CONFLICT (tenant_id, job_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
                """,
                parameters,
                transaction);
            if (made == 0)
                return await FirstAsync(transaction, ticket);

            var waiting = await transaction.Connection!.ExecuteScalarAsync<long>(
                $"SELECT COUNT(*) FROM inbound_row WHERE {OfJob} AND status IN ('{UploadStatus.Staged}', '{UploadStatus.Held}')", parameters, transaction);
            if (waiting + items.Count > ticket.MostWaiting)
            {
                await transaction.Connection!.ExecuteAsync("DELETE FROM inbound_operation WHERE tenant_id = @tenantId AND id = @id", parameters, transaction);
                return null;
            }

            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO inbound_row (tenant_id, job_id, operation_id, position, bulk_id, match_key, external_id, data, status, inactive, accepted)
                VALUES (@tenantId, @jobId, @id, @index, @BulkId, @Key, @ExternalId, @data, @status, @inactive, 0)
                """,
                items.Select((item, index) => new
                {
                    parameters.tenantId,
                    parameters.jobId,
                    parameters.id,
                    index,
                    item.BulkId,
                    item.Key,
                    item.ExternalId,
                    data = item.Data.ToJsonString(Relaxed),
                    status = UploadStatus.Staged,
                    inactive = item.SaysInactive ? 1 : 0,
                }),
                transaction);
            return parameters.id;
        },
        cancellationToken);

    public Task<(UploadOperation Operation, IReadOnlyList<UploadRow> Rows)?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var parameters = new { tenantId = Tenant.Default, id };
            var operation = await connection.QuerySingleOrDefaultAsync<UploadOperation>(
                "SELECT id AS Id, job_id AS JobId, received_at AS ReceivedAt FROM inbound_operation WHERE tenant_id = @tenantId AND id = @id", parameters);
            if (operation is null)
                return null;
            var rows = await connection.QueryAsync<UploadRow>($"SELECT {UploadRow.Columns} FROM inbound_row WHERE tenant_id = @tenantId AND operation_id = @id ORDER BY position", parameters);
            return ((UploadOperation, IReadOnlyList<UploadRow>)?)(operation, rows.AsList());
        },
        cancellationToken);

    /// <summary>The jobs that have something to carry out.</summary>
    public Task<IReadOnlyList<string>> WaitingJobsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>(
            $"SELECT DISTINCT job_id FROM inbound_row WHERE tenant_id = @tenantId AND status = '{UploadStatus.Staged}'", new { tenantId = Tenant.Default })).AsList(),
        cancellationToken);

    /// <summary>Lets go what the guard holds, or drops it; returns how many records that were.</summary>
    public Task<int> ReleaseAsync(string jobId, bool accept, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, jobId, now = Now() };
            var released = await transaction.Connection!.ExecuteAsync(
                accept
                    ? $"UPDATE inbound_row SET status = '{UploadStatus.Staged}', accepted = 1 WHERE {OfJob} AND status = '{UploadStatus.Held}'"
                    : $"UPDATE inbound_row SET status = '{UploadStatus.Discarded}', data = NULL, processed_at = @now WHERE {OfJob} AND status = '{UploadStatus.Held}'",
                parameters,
                transaction);
            await transaction.Connection!.ExecuteAsync("UPDATE job SET held = NULL WHERE tenant_id = @tenantId AND id = @jobId", parameters, transaction);
            return released;
        },
        cancellationToken);

    /// <summary>Drops what has not been carried out, as a restart does (S/IN-6); within the caller's transaction.</summary>
    public static async Task PurgeAsync(DbTransaction transaction, string jobId)
    {
        var parameters = new { tenantId = Tenant.Default, jobId };
        await transaction.Connection!.ExecuteAsync(
            $"UPDATE inbound_row SET status = '{UploadStatus.Discarded}', data = NULL WHERE {OfJob} AND status IN ('{UploadStatus.Staged}', '{UploadStatus.Held}')", parameters, transaction);
        await transaction.Connection!.ExecuteAsync($"UPDATE job SET held = NULL WHERE tenant_id = @tenantId AND id = @jobId AND template_id = '{InboundTemplate.Id}'", parameters, transaction);
    }

    /// <summary>Forgets results that are older than they are kept, and what clients knew of objects that are gone for good.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, before = EscrowStore.Text(time.GetUtcNow() - Retention) };
            const string old = $"""
                SELECT o.id FROM inbound_operation o WHERE o.tenant_id = @tenantId AND o.received_at < @before
                    AND NOT EXISTS (SELECT 1 FROM inbound_row r WHERE r.tenant_id = o.tenant_id AND r.operation_id = o.id AND r.status IN ('{UploadStatus.Staged}', '{UploadStatus.Held}'))
                """;
            await transaction.Connection!.ExecuteAsync($"DELETE FROM inbound_row WHERE tenant_id = @tenantId AND operation_id IN ({old})", parameters, transaction);
            await transaction.Connection!.ExecuteAsync($"DELETE FROM inbound_operation WHERE tenant_id = @tenantId AND id IN ({old})", parameters, transaction);
            await transaction.Connection!.ExecuteAsync(
                """
                DELETE FROM inbound_resource WHERE tenant_id = @tenantId
                    AND NOT EXISTS (SELECT 1 FROM directory_user u WHERE u.tenant_id = inbound_resource.tenant_id AND u.id = inbound_resource.object_id)
                    AND NOT EXISTS (SELECT 1 FROM directory_group g WHERE g.tenant_id = inbound_resource.tenant_id AND g.id = inbound_resource.object_id)
                """,
                parameters,
                transaction);
        },
        cancellationToken);

    private static async Task<string> FirstAsync(DbTransaction transaction, UploadTicket ticket)
    {
        var (id, hash) = await transaction.Connection!.QuerySingleAsync<(string, string)>(
            "SELECT id, body_hash FROM inbound_operation WHERE tenant_id = @tenantId AND job_id = @jobId AND idempotency_key = @key", new { tenantId = Tenant.Default, jobId = ticket.JobId, key = ticket.Key }, transaction);
        return hash == ticket.BodyHash ? id : throw ApiException.Conflict("The Idempotency-Key was sent before with another body. Use a key of its own for each request, and the same key only to repeat it.");
    }

    private string Now() => EscrowStore.Text(time.GetUtcNow());
}
