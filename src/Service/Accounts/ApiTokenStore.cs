using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Accounts;

/// <summary>Tokens of programs: opaque, kept as a hash only, shown once, always with an end.</summary>
internal sealed class ApiTokenStore(Database database, TimeProvider time)
{
    public const string Prefix = "sut_";
    private const int MostTokens = 1000;

    /// <summary>How exact the time of last use is: not every request is a write.</summary>
    private static readonly TimeSpan UseStep = TimeSpan.FromMinutes(5);

    public Task<IReadOnlyList<ApiTokenRow>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<ApiTokenRow>)(await connection.QueryAsync<ApiTokenRow>(
            $"SELECT {ApiTokenRow.Columns} FROM api_token WHERE tenant_id = @tenantId ORDER BY created_at, id", new { tenantId = Tenant.Default })).AsList(),
        cancellationToken);

    public Task<(string Token, ApiTokenRow Row)> CreateAsync(ApiTokenDraft draft, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var token = Prefix + TokenHash.NewToken();
            var now = time.GetUtcNow();
            if (await transaction.Connection!.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM api_token WHERE tenant_id = @tenantId AND revoked_at IS NULL", new { tenantId = Tenant.Default }, transaction) >= MostTokens)
                throw ApiException.Conflict($"There are {MostTokens} tokens. Revoke those that nobody uses.");
            var row = await transaction.Connection!.QuerySingleAsync<ApiTokenRow>(
                $"""
                INSERT INTO api_token (tenant_id, id, token_hash, name, role, scopes, created_at, created_by, expires_at)
                VALUES (@tenantId, @id, @hash, @name, @role, @scopes, @now, @by, @expires)
                RETURNING {ApiTokenRow.Columns}
                """,
                new
                {
                    tenantId = Tenant.Default,
                    id = Guid.NewGuid().ToString(),
                    hash = Hash(token),
                    name = draft.Name,
                    role = RoleName.Of(draft.Role),
                    scopes = JsonSerializer.Serialize(draft.Scopes),
                    now = EscrowStore.Text(now),
                    by = Caller.Current.Name,
                    expires = EscrowStore.Text(now + draft.Life),
                },
                transaction);
            await AppendAsync(transaction, Activities.AddToken, (null, row));
            return (token, row);
        },
        cancellationToken);

    /// <summary>Who comes with a token; null for one that is unknown, revoked or past its end.</summary>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = Hash(token);
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<ApiTokenRow>(
                $"SELECT {ApiTokenRow.Columns} FROM api_token WHERE token_hash = @hash AND revoked_at IS NULL AND expires_at > @now", new { hash, now = EscrowStore.Text(now) }),
            cancellationToken);
        if (row is null)
            return null;
        if (row.LastUsedAt is null || now - DateTimeOffset.Parse(row.LastUsedAt, CultureInfo.InvariantCulture) > UseStep)
        {
            await database.WriteAsync(
                transaction => transaction.Connection!.ExecuteAsync("UPDATE api_token SET last_used_at = @now WHERE token_hash = @hash", new { hash, now = EscrowStore.Text(now) }, transaction),
                cancellationToken);
        }

        return new Caller { Id = row.Id, Name = row.Name, Kind = CallerKind.Token, Role = RoleName.Parse(row.Role), Scopes = row.ScopeList };
    }

    public Task RevokeAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, id, now = EscrowStore.Text(time.GetUtcNow()) };
            var before = await transaction.Connection!.QuerySingleOrDefaultAsync<ApiTokenRow>(
                $"SELECT {ApiTokenRow.Columns} FROM api_token WHERE tenant_id = @tenantId AND id = @id{RowLock.ForUpdate(transaction)}", parameters, transaction)
                ?? throw ApiException.NotFound($"No token has the id '{id}'.");
            if (before.RevokedAt is not null)
                return;
            var after = await transaction.Connection!.QuerySingleAsync<ApiTokenRow>(
                $"UPDATE api_token SET revoked_at = @now WHERE tenant_id = @tenantId AND id = @id RETURNING {ApiTokenRow.Columns}", parameters, transaction);
            await AppendAsync(transaction, Activities.RevokeToken, (before, after));
        },
        cancellationToken);

    private Task AppendAsync(DbTransaction transaction, string activity, (ApiTokenRow? Before, ApiTokenRow After) change) => AuditStore.AppendAsync(transaction, new AuditEntry
    {
        Activity = activity,
        Category = AuditCategory.Account,
        TargetType = "ApiToken",
        TargetId = change.After.Id,
        TargetName = change.After.Name,
        Before = change.Before?.Show(),
        After = change.After.Show(),
        At = time.GetUtcNow(),
    });

    private static string Hash(string token) => Convert.ToHexStringLower(TokenHash.Of(token));
}
