using System.Globalization;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Accounts;

/// <summary>
/// Signing in, and the sessions that come of it: opaque tokens of which only the hash is kept. A try is counted before the password is
/// looked at, so that guesses made at the same time count like guesses one after another.
/// </summary>
internal sealed class SessionStore(Database database, Passwords passwords, TimeProvider time)
{
    public const string Prefix = "sus_";
    private const int MostLength = 200;
    private static readonly TimeSpan Idle = TimeSpan.FromHours(8);
    private static readonly TimeSpan Whole = TimeSpan.FromDays(7);

    /// <summary>How much of the idle time may pass before it is moved on: not every request is a write.</summary>
    private static readonly TimeSpan Slide = TimeSpan.FromMinutes(10);

    /// <summary>Null when name and password do not open an account; which of them is wrong is not said.</summary>
    public async Task<(string Token, DateTimeOffset ExpiresAt, AccountRow Account)?> SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = name.Length > MostLength ? null : await TryAsync(name, cancellationToken);
        var matches = await passwords.MatchesAsync(account?.PasswordHash, password.Length > Passwords.MostLength ? "" : password, cancellationToken);
        if (!matches || account is null)
            return null;
        var (token, expires) = await OpenAsync(account, cancellationToken);
        return (token, expires, account);
    }

    /// <summary>Whose session a token is; moves its end on.</summary>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = Hash(token);
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<SessionRow>(
                """
                SELECT s.created_at AS CreatedAt, s.expires_at AS ExpiresAt, a.id AS AccountId, a.name AS Name, a.role AS Role
                FROM account_session s JOIN account a ON a.tenant_id = s.tenant_id AND a.id = s.account_id
                WHERE s.token_hash = @hash AND s.expires_at > @now AND a.disabled = 0
                """,
                new { hash, now = EscrowStore.Text(now) }),
            cancellationToken);
        if (row is null)
            return null;

        var end = Least(now + Idle, Time(row.CreatedAt) + Whole);
        if (end - Time(row.ExpiresAt) > Slide)
        {
            await database.WriteAsync(
                transaction => transaction.Connection!.ExecuteAsync("UPDATE account_session SET expires_at = @end WHERE token_hash = @hash", new { hash, end = EscrowStore.Text(end) }, transaction),
                cancellationToken);
        }

        return new Caller { Id = row.AccountId, Name = row.Name, Kind = CallerKind.User, Role = RoleName.Parse(row.Role) };
    }

    public Task EndAsync(string token, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("DELETE FROM account_session WHERE token_hash = @hash", new { hash = Hash(token) }, transaction), cancellationToken);

    /// <summary>Counts a try, and shuts the account where there were too many; null for an account that is not there, shut or disabled.</summary>
    private Task<AccountRow?> TryAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var now = time.GetUtcNow();
            var row = await transaction.Connection!.QuerySingleOrDefaultAsync<AccountRow>(
                $"SELECT {AccountRow.Columns} FROM account WHERE tenant_id = @tenantId AND name_key = @key{RowLock.ForUpdate(transaction)}",
                new { tenantId = Tenant.Default, key = AccountStore.Key(name) },
                transaction);
            if (row is null || row.Disabled != 0 || (row.LockedUntil is { } until && Time(until) > now))
                return null;

            var wait = Lockout.After(row.Failures + 1);
            await transaction.Connection!.ExecuteAsync(
                "UPDATE account SET failures = failures + 1, locked_until = @until WHERE tenant_id = @tenantId AND id = @id",
                new { tenantId = Tenant.Default, id = row.Id, until = wait > TimeSpan.Zero ? EscrowStore.Text(now + wait) : null },
                transaction);
            if (row.Failures + 1 == Lockout.FreeFailures)
                await AuditStore.AppendAsync(transaction, Entry(row, Activities.AccountLocked) with { Reason = "Too many wrong passwords." });
            return row;
        },
        cancellationToken);

    private Task<(string Token, DateTimeOffset ExpiresAt)> OpenAsync(AccountRow account, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var token = Prefix + TokenHash.NewToken();
            var now = time.GetUtcNow();
            var parameters = new { tenantId = Tenant.Default, id = account.Id, hash = Hash(token), now = EscrowStore.Text(now), end = EscrowStore.Text(now + Idle) };
            await transaction.Connection!.ExecuteAsync(
                "UPDATE account SET failures = 0, locked_until = NULL, last_sign_in_at = @now WHERE tenant_id = @tenantId AND id = @id", parameters, transaction);
            await transaction.Connection!.ExecuteAsync("DELETE FROM account_session WHERE tenant_id = @tenantId AND expires_at <= @now", parameters, transaction);
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO account_session (token_hash, tenant_id, account_id, created_at, expires_at) VALUES (@hash, @tenantId, @id, @now, @end)", parameters, transaction);
            await AuditStore.AppendAsync(transaction, Entry(account, Activities.SignIn));
            return (token, now + Idle);
        },
        cancellationToken);

    private AuditEntry Entry(AccountRow account, string activity) => new()
    {
        Activity = activity,
        Category = AuditCategory.Account,
        TargetType = "Account",
        TargetId = account.Id,
        TargetName = account.Name,
        At = time.GetUtcNow(),
        Actor = account.Caller,
    };

    private static string Hash(string token) => Convert.ToHexStringLower(TokenHash.Of(token));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Least(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private sealed record SessionRow
    {
        public required string CreatedAt { get; init; }

        public required string ExpiresAt { get; init; }

        public required string AccountId { get; init; }

        public required string Name { get; init; }

        public required string Role { get; init; }
    }
}
