using System.Text.Json;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Escrow;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Clients;

/// <summary>Inbound clients. A token is shown once, when it is made; the store has its hash.</summary>
internal sealed class InboundClientStore(Database database, TimeProvider time)
{
    private const int MostClients = 1000;
    private const string ByName = "WHERE tenant_id = @tenantId AND name = @name";
    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(1);

    public Task<IReadOnlyList<InboundClient>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<InboundClient>)(await connection.QueryAsync<InboundClient>(
            $"SELECT {InboundClient.Columns} FROM inbound_client WHERE tenant_id = @tenantId ORDER BY name", new { tenantId = Tenant.Default })).AsList(),
        cancellationToken);

    public Task<InboundClient?> FindAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<InboundClient>($"SELECT {InboundClient.Columns} FROM inbound_client {ByName}", new { tenantId = Tenant.Default, name }),
        cancellationToken);

    /// <summary>The enabled client that a token belongs to.</summary>
    public async Task<InboundClient?> AdmitAsync(string token, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<InboundClient>(
                $"SELECT {InboundClient.Columns} FROM inbound_client WHERE tenant_id = @tenantId AND token_hash = @hash AND disabled = 0",
                new { tenantId = Tenant.Default, hash = Hash(token) }),
            cancellationToken);
        if (found is not null)
            await NoteUseAsync(found, cancellationToken);
        return found;
    }

    /// <summary>Makes a client and its token.</summary>
    public async Task<(InboundClient Client, string Token)> CreateAsync(InboundClientRequest request, CancellationToken cancellationToken)
    {
        var token = TokenHash.NewToken();
        var client = new InboundClient
        {
            Id = Guid.NewGuid().ToString(),
            Name = request.Name,
            TokenHash = Hash(token),
            AttributeList = request.Attributes is null ? null : JsonSerializer.Serialize(request.Attributes),
            Creates = request.MayCreate ? 1 : 0,
            Deletes = request.MayDelete ? 1 : 0,
            Disabled = request.Disabled ? 1 : 0,
            CreatedAt = EscrowStore.Text(time.GetUtcNow()),
        };
        var written = await database.WriteAsync(
            async transaction =>
            {
                var parameters = new { tenantId = Tenant.Default, client.Id, client.Name, client.TokenHash, client.AttributeList, client.Creates, client.Deletes, client.Disabled, client.CreatedAt };
                var count = await transaction.Connection!.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM inbound_client WHERE tenant_id = @tenantId", parameters, transaction);
                if (count >= MostClients)
                    throw ApiException.BadRequest($"There are {MostClients} inbound clients already. Delete those that nobody uses.");
                return await transaction.Connection!.ExecuteAsync(
                    """
                    INSERT INTO inbound_client (tenant_id, id, name, token_hash, attributes, may_create, may_delete, disabled, created_at)
                    VALUES (@tenantId, @Id, @Name, @TokenHash, @AttributeList, @Creates, @Deletes, @Disabled, @CreatedAt)
                    ON CONFLICT (tenant_id, name) DO NOTHING
                    """,
                    parameters,
                    transaction);
            },
            cancellationToken);
        return written == 1 ? (client, token) : throw ApiException.Conflict($"There is an inbound client named '{request.Name}' already. Choose another name, or delete that client first.");
    }

    /// <summary>Changes what a client may do; null when there is none of this name.</summary>
    public async Task<InboundClient?> UpdateAsync(InboundClientRequest request, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                $"UPDATE inbound_client SET attributes = @attributes, may_create = @creates, may_delete = @deletes, disabled = @disabled {ByName}",
                new
                {
                    tenantId = Tenant.Default,
                    name = request.Name,
                    attributes = request.Attributes is null ? null : JsonSerializer.Serialize(request.Attributes),
                    creates = request.MayCreate ? 1 : 0,
                    deletes = request.MayDelete ? 1 : 0,
                    disabled = request.Disabled ? 1 : 0,
                },
                transaction),
            cancellationToken);
        return await FindAsync(request.Name, cancellationToken);
    }

    /// <summary>Gives a client a new token, and makes the old one worthless; null when there is none of this name.</summary>
    public async Task<string?> RenewTokenAsync(string name, CancellationToken cancellationToken)
    {
        var token = TokenHash.NewToken();
        var written = await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                $"UPDATE inbound_client SET token_hash = @hash {ByName}", new { tenantId = Tenant.Default, name, hash = Hash(token) }, transaction),
            cancellationToken);
        return written == 1 ? token : null;
    }

    /// <summary>Deletes a client and what it alone knows of objects; the objects stay. False when there is none of this name.</summary>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, name };
            await transaction.Connection!.ExecuteAsync(
                $"DELETE FROM inbound_resource WHERE tenant_id = @tenantId AND client_id = (SELECT id FROM inbound_client {ByName})", parameters, transaction);
            return await transaction.Connection!.ExecuteAsync($"DELETE FROM inbound_client {ByName}", parameters, transaction) == 1;
        },
        cancellationToken);

    private async Task NoteUseAsync(InboundClient client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stale = EscrowStore.Text(now - UseResolution);
        if (string.CompareOrdinal(client.LastUsedAt, stale) > 0)
            return;
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE inbound_client SET last_used_at = @now WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id = client.Id, now = EscrowStore.Text(now) }, transaction),
            cancellationToken);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(TokenHash.Of(token));
}
