using Dapper;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Agents;

/// <summary>Agents that have joined.</summary>
internal sealed class AgentStore(Database database, TimeProvider time)
{
    public Task<IReadOnlyList<AgentRow>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<AgentRow>)(await connection.QueryAsync<AgentRow>(
            $"SELECT {AgentRow.Columns} FROM agent WHERE tenant_id = @tenantId ORDER BY joined_at, id", new { tenantId = Tenant.Default })).AsList(),
        cancellationToken);

    public Task<AgentRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<AgentRow>(
            $"SELECT {AgentRow.Columns} FROM agent WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id }),
        cancellationToken);

    /// <summary>False when there is no such agent.</summary>
    public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var name = await transaction.Connection!.QuerySingleOrDefaultAsync<string?>(
                "UPDATE agent SET revoked = 1 WHERE tenant_id = @tenantId AND id = @id RETURNING name", new { tenantId = Tenant.Default, id }, transaction);
            if (name is null)
                return false;
            await AuditStore.AppendAsync(transaction, new AuditEntry
            {
                Activity = Activities.RevokeAgent,
                Category = AuditCategory.Agent,
                TargetType = "Agent",
                TargetId = id,
                TargetName = name,
                At = time.GetUtcNow(),
            });
            return true;
        },
        cancellationToken);

    public Task RenewedAsync(string id, DateTimeOffset expires, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE agent SET renewed_at = @now, expires_at = @expires WHERE tenant_id = @tenantId AND id = @id",
            new { tenantId = Tenant.Default, id, now = EscrowStore.Text(time.GetUtcNow()), expires = EscrowStore.Text(expires) },
            transaction),
        cancellationToken);
}
