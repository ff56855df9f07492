using System.Data.Common;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Accounts;

/// <summary>Accounts of administrators. There is always one left that is an administrator and not disabled, once there was one.</summary>
internal sealed class AccountStore(Database database, TimeProvider time)
{
    private const string OfAccount = "WHERE tenant_id = @tenantId AND id = @id";

    public Task<IReadOnlyList<AccountRow>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<AccountRow>)(await connection.QueryAsync<AccountRow>(
            $"SELECT {AccountRow.Columns} FROM account WHERE tenant_id = @tenantId ORDER BY name_key", new { tenantId = Tenant.Default })).AsList(),
        cancellationToken);

    public Task<AccountRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<AccountRow>($"SELECT {AccountRow.Columns} FROM account {OfAccount}", new { tenantId = Tenant.Default, id }), cancellationToken);

    public Task<AccountRow> CreateAsync(AccountDraft draft, string passwordHash, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => CreateAsync(transaction, draft, passwordHash), cancellationToken);

    public async Task<AccountRow> CreateAsync(DbTransaction transaction, AccountDraft draft, string passwordHash)
    {
        var now = time.GetUtcNow();
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<AccountRow>(
            $"""
            INSERT INTO account (tenant_id, id, name, name_key, display_name, role, password_hash, disabled, failures, created_at)
            VALUES (@tenantId, @id, @name, @key, @displayName, @role, @passwordHash, 0, 0, @now)
            ON CONFLICT (tenant_id, name_key) DO NOTHING
            RETURNING {AccountRow.Columns}
            """,
            new { tenantId = Tenant.Default, id = Guid.NewGuid().ToString(), name = draft.Name, key = Key(draft.Name), displayName = draft.DisplayName, role = RoleName.Of(draft.Role), passwordHash, now = EscrowStore.Text(now) },
            transaction) ?? throw ApiException.Conflict($"An account is named '{draft.Name}' already. Choose another name.");
        await AppendAsync(transaction, Activities.AddAccount, (null, row));
        return row;
    }

    /// <summary>Changes an account; null leaves as it is. A changed role, password or lock ends its sessions.</summary>
    public Task<AccountRow> UpdateAsync(string id, AccountChange change, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var before = await RequireAsync(transaction, id);
            if (before.Role == RoleName.Of(Role.Admin) && (change.Disabled is true || change.Role is Role.Reader or Role.Operator))
                await RequireOtherAdminAsync(transaction, id);
            var after = await transaction.Connection!.QuerySingleAsync<AccountRow>(
                $"""
                UPDATE account SET display_name = COALESCE(@displayName, display_name), role = COALESCE(@role, role), disabled = COALESCE(@disabled, disabled),
                    password_hash = COALESCE(@passwordHash, password_hash), failures = 0, locked_until = NULL
                {OfAccount} RETURNING {AccountRow.Columns}
                """,
                new { tenantId = Tenant.Default, id, displayName = change.DisplayName, role = change.Role is { } role ? RoleName.Of(role) : null, disabled = change.Disabled is { } off ? (int?)(off ? 1 : 0) : null, passwordHash = change.PasswordHash },
                transaction);
            if (change.EndsSessions)
                await EndSessionsAsync(transaction, id);
            await AppendAsync(transaction, change.PasswordHash is null ? Activities.UpdateAccount : Activities.ChangePassword, (before, after));
            return after;
        },
        cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var row = await RequireAsync(transaction, id);
            if (row.Role == RoleName.Of(Role.Admin))
                await RequireOtherAdminAsync(transaction, id);
            await EndSessionsAsync(transaction, id);
            await transaction.Connection!.ExecuteAsync($"DELETE FROM account {OfAccount}", new { tenantId = Tenant.Default, id }, transaction);
            await AppendAsync(transaction, Activities.DeleteAccount, (row, null));
        },
        cancellationToken);

    public static string Key(string name) => name.ToUpperInvariant();

    private static async Task<AccountRow> RequireAsync(DbTransaction transaction, string id) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<AccountRow>(
            $"SELECT {AccountRow.Columns} FROM account {OfAccount}{RowLock.ForUpdate(transaction)}", new { tenantId = Tenant.Default, id }, transaction)
        ?? throw ApiException.NotFound($"No account has the id '{id}'.");

    /// <summary>Locks all administrators, in one order: two who take each other's role at once cannot both win.</summary>
    private static async Task RequireOtherAdminAsync(DbTransaction transaction, string id)
    {
        var admins = await transaction.Connection!.QueryAsync<string>(
            $"SELECT id FROM account WHERE tenant_id = @tenantId AND role = 'admin' AND disabled = 0 ORDER BY id{RowLock.ForUpdate(transaction)}", new { tenantId = Tenant.Default }, transaction);
        if (!admins.Any(other => other != id))
            throw ApiException.Conflict("This is the last administrator. Make another one first.");
    }

    private static Task<int> EndSessionsAsync(DbTransaction transaction, string id) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM account_session WHERE tenant_id = @tenantId AND account_id = @id", new { tenantId = Tenant.Default, id }, transaction);

    private Task AppendAsync(DbTransaction transaction, string activity, (AccountRow? Before, AccountRow? After) change) => AuditStore.AppendAsync(transaction, new AuditEntry
    {
        Activity = activity,
        Category = AuditCategory.Account,
        TargetType = "Account",
        TargetId = (change.After ?? change.Before!).Id,
        TargetName = (change.After ?? change.Before!).Name,
        Before = change.Before?.Show(),
        After = change.After?.Show(),
        At = time.GetUtcNow(),
    });
}
