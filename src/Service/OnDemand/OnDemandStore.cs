using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.OnDemand;

/// <summary>Requests to provision on demand and their answers, which can be looked at for a while.</summary>
internal sealed class OnDemandStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    public Task PutAsync(OnDemandRow row, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync("DELETE FROM on_demand WHERE tenant_id = @tenantId AND expires_at < @now", new { tenantId = Tenant.Default, now = Text(TimeSpan.Zero) }, transaction);
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO on_demand (tenant_id, id, job_id, state, request, created_by, created_at, expires_at, answer)
                VALUES (@tenantId, @Id, @JobId, @State, @Request, @CreatedBy, @CreatedAt, @ExpiresAt, @Answer)
                """,
                new { tenantId = Tenant.Default, row.Id, row.JobId, row.State, row.Request, row.CreatedBy, row.CreatedAt, row.ExpiresAt, row.Answer },
                transaction);
        },
        cancellationToken);

    public Task<OnDemandRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<OnDemandRow>(
            $"SELECT {OnDemandRow.Columns} FROM on_demand WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id }),
        cancellationToken);

    /// <summary>The oldest request of the job that waits to be done; null for none.</summary>
    public Task<OnDemandRow?> NextAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QueryFirstOrDefaultAsync<OnDemandRow?>(
            $"SELECT {OnDemandRow.Columns} FROM on_demand WHERE tenant_id = @tenantId AND job_id = @jobId AND state = @state ORDER BY created_at, id LIMIT 1",
            new { tenantId = Tenant.Default, jobId, state = OnDemandRow.Waiting }),
        cancellationToken);

    public Task FinishAsync(string id, string answer, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE on_demand SET state = @state, answer = @answer WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id, answer, state = OnDemandRow.Done }, transaction),
        cancellationToken);

    public string Now => Text(TimeSpan.Zero);

    public string Expiry => Text(Retention);

    private string Text(TimeSpan fromNow) => EscrowStore.Text(time.GetUtcNow() + fromNow);
}
