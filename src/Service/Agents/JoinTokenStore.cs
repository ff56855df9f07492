using System.Data.Common;
using System.Globalization;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Agents;

/// <summary>
/// One-time tokens with which agents join. Only the hash is kept. A token is used up by the first key that comes with it; the same key may
/// come again, because its answer may have been lost on the way.
/// </summary>
internal sealed class JoinTokenStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan SameKeyGrace = TimeSpan.FromHours(24);

    public async Task<(string Token, DateTimeOffset ExpiresAt)> CreateAsync(string group, TimeSpan life, CancellationToken cancellationToken)
    {
        var token = TokenHash.NewToken();
        var expires = time.GetUtcNow() + life;
        await database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO join_token (tenant_id, token_hash, agent_group, expires_at) VALUES (@tenantId, @hash, @group, @expires)",
                    new { tenantId = Tenant.Default, hash = Hash(token), group, expires = EscrowStore.Text(expires) },
                    transaction);
                await AuditStore.AppendAsync(transaction, new AuditEntry
                {
                    Activity = Activities.AddJoinToken,
                    Category = AuditCategory.Agent,
                    TargetType = "AgentGroup",
                    TargetId = group,
                    TargetName = group,
                    After = new System.Text.Json.Nodes.JsonObject { ["group"] = group, ["expiresAt"] = EscrowStore.Text(expires) },
                    At = time.GetUtcNow(),
                });
            },
            cancellationToken);
        return (token, expires);
    }

    /// <summary>
    /// Uses the token up for a key and has the certificate issued, in one transaction: a crash leaves the token unused or the agent known.
    /// Null when the token is not, or no longer, good for this key.
    /// </summary>
    public Task<T?> RedeemAsync<T>((string Token, string PublicKey, string Name) join, Func<string, (T Answer, DateTimeOffset Expires)> issue, CancellationToken cancellationToken)
        where T : class => database.WriteAsync(
            async transaction =>
            {
                var hash = Hash(join.Token);
                var row = await transaction.Connection!.QuerySingleOrDefaultAsync<TokenRow>(
                    "SELECT agent_group AS AgentGroup, expires_at AS ExpiresAt, redeemed_key AS RedeemedKey, agent_id AS AgentId FROM join_token WHERE token_hash = @hash" + RowLock.ForUpdate(transaction), new { hash }, transaction);
                if (row is null || !await IsGoodAsync(transaction, row, join.PublicKey))
                    return null;

                var agentId = row.AgentId ?? Guid.NewGuid().ToString();
                var (answer, expires) = issue(agentId);
                await SaveAsync(transaction, (hash, agentId, row.AgentGroup), (join.PublicKey, join.Name, expires));
                return answer;
            },
            cancellationToken);

    private async Task<bool> IsGoodAsync(DbTransaction transaction, TokenRow row, string publicKey)
    {
        var expires = DateTimeOffset.Parse(row.ExpiresAt, CultureInfo.InvariantCulture);
        var now = time.GetUtcNow();
        if (row.RedeemedKey is null)
            return now < expires;

        var revoked = await transaction.Connection!.ExecuteScalarAsync<long?>(
            "SELECT revoked FROM agent WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id = row.AgentId }, transaction);
        return row.RedeemedKey == publicKey && now < expires + SameKeyGrace && revoked == 0;
    }

    private async Task SaveAsync(DbTransaction transaction, (string Hash, string AgentId, string Group) token, (string PublicKey, string Name, DateTimeOffset Expires) agent)
    {
        var parameters = new
        {
            tenantId = Tenant.Default,
            hash = token.Hash,
            id = token.AgentId,
            group = token.Group,
            name = agent.Name,
            key = agent.PublicKey,
            now = EscrowStore.Text(time.GetUtcNow()),
            expires = EscrowStore.Text(agent.Expires),
        };
        await transaction.Connection!.ExecuteAsync("UPDATE join_token SET redeemed_key = @key, agent_id = @id WHERE token_hash = @hash", parameters, transaction);
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO agent (tenant_id, id, name, agent_group, public_key, joined_at, renewed_at, expires_at, revoked)
            VALUES (@tenantId, @id, @name, @group, @key, @now, @now, @expires, 0)
            ON CONFLICT (tenant_id, id) DO UPDATE SET expires_at = excluded.expires_at, name = excluded.name
            """,
            parameters,
            transaction);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(TokenHash.Of(token));

    /// <summary>Checks the name of a group.</summary>
    public static string CheckGroup(string? group)
    {
        var name = string.IsNullOrWhiteSpace(group) ? "default" : group.Trim();
        return name.Length <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? name
            : throw ApiException.BadRequest("The group's name may have 1 to 64 letters, digits, '-', '_' and '.'.");
    }

    private sealed record TokenRow
    {
        public required string AgentGroup { get; init; }

        public required string ExpiresAt { get; init; }

        public string? RedeemedKey { get; init; }

        public string? AgentId { get; init; }
    }
}
