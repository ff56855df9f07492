using System.Text.Json;
using Dapper;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applications;

/// <summary>Applications, and their secrets under the master key.</summary>
internal sealed class ApplicationStore(Database database, MasterKey key, TimeProvider time)
{
    public Task<IReadOnlyList<ApplicationRow>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<ApplicationRow>)(await connection.QueryAsync<ApplicationRow>(
            $"SELECT {ApplicationRow.Columns} FROM application WHERE tenant_id = @tenantId ORDER BY created_at, id", new { tenantId = Tenant.Default })).AsList(),
        cancellationToken);

    public Task<ApplicationRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<ApplicationRow>(
            $"SELECT {ApplicationRow.Columns} FROM application WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id }),
        cancellationToken);

    public async Task<ApplicationRow> CreateAsync(string displayName, string? agentGroup, CancellationToken cancellationToken)
    {
        var row = new ApplicationRow { Id = Guid.NewGuid().ToString(), DisplayName = displayName, AgentGroup = agentGroup };
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO application (tenant_id, id, display_name, agent_group, created_at) VALUES (@tenantId, @Id, @DisplayName, @AgentGroup, @now)",
                new { tenantId = Tenant.Default, row.Id, row.DisplayName, row.AgentGroup, now = Escrow.EscrowStore.Text(time.GetUtcNow()) },
                transaction),
            cancellationToken);
        return row;
    }

    public async Task<ApplicationSecrets> SecretsAsync(string id, CancellationToken cancellationToken)
    {
        var closed = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<byte[]?>(
                "SELECT secrets FROM application WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id }),
            cancellationToken);
        return new ApplicationSecrets(closed is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : JsonSerializer.Deserialize<Dictionary<string, string>>(key.Unprotect(Purpose(id), closed))!);
    }

    /// <summary>Replaces the whole set (S/GRAPH-17).</summary>
    public Task SetSecretsAsync(string id, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var secrets = key.Protect(Purpose(id), JsonSerializer.SerializeToUtf8Bytes(values));
        return database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE application SET secrets = @secrets WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id, secrets }, transaction),
            cancellationToken);
    }

    private static string Purpose(string id) => "application-secrets/" + id;
}
