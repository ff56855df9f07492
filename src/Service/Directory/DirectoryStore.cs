using System.Data.Common;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Assignments;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory;

/// <summary>Users of the directory, one at a time, as the API reads and changes them. Every change wakes the jobs.</summary>
internal sealed class DirectoryStore(Database database, DirectoryChanges changes, TimeProvider time)
{
    private const string Found = $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND ";

    public Task<DirectoryUser?> FindAsync(string idOrName, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FindAsync(connection, null, idOrName), cancellationToken);

    public Task<(IReadOnlyList<DirectoryUser> Users, long? Count)> ListAsync(
        PageRequest page, IReadOnlyList<EqualityFilter> filters, CancellationToken cancellationToken) => database.ReadAsync(
            async connection =>
            {
                var (where, parameters) = UserFilter.Translate(filters);
                parameters.AddDynamicParams(new { tenantId = Tenant.Default, after = page.SkipToken, limit = page.Top + 1 });
                var rows = await connection.QueryAsync<UserRow>(
                    $"{Found} {where} AND id > @after ORDER BY id LIMIT @limit", parameters);
                var count = page.Count
                    ? await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM directory_user WHERE tenant_id = @tenantId AND {where}", parameters)
                    : (long?)null;
                return ((IReadOnlyList<DirectoryUser>)[.. rows.Select(row => row.ToUser())], count);
            },
            cancellationToken);

    public Task<long> PositionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FeedWriter.PositionAsync(connection, Tenant.Default, null), cancellationToken);

    public Task<DirectoryUser> CreateAsync(IReadOnlyDictionary<string, object> attributes, CancellationToken cancellationToken) => ChangeAsync(
        async transaction =>
        {
            var user = new DirectoryUser { Id = Guid.NewGuid().ToString(), Attributes = attributes, CreatedAt = time.GetUtcNow() };
            await RequireFreeNameAsync(transaction, user);
            return user;
        },
        cancellationToken);

    /// <summary>Changes a user by a function of what they are now.</summary>
    public Task<DirectoryUser> UpdateAsync(string idOrName, Func<DirectoryUser, DirectoryUser> change, CancellationToken cancellationToken) => ChangeAsync(
        async transaction =>
        {
            var user = change(await LockAsync(transaction, idOrName));
            await RequireFreeNameAsync(transaction, user);
            return user;
        },
        cancellationToken);

    public Task<DirectoryUser> DeleteAsync(string idOrName, CancellationToken cancellationToken) => ChangeAsync(
        async transaction => (await LockAsync(transaction, idOrName)) with { DeletedAt = time.GetUtcNow() }, cancellationToken);

    public Task<DirectoryUser> RestoreAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        async transaction =>
        {
            var user = (await LockDeletedAsync(transaction, id)) with { DeletedAt = null };
            await RequireFreeNameAsync(transaction, user);
            return user;
        },
        cancellationToken);

    public Task<DirectoryUser> SetManagerAsync(string idOrName, string? managerId, CancellationToken cancellationToken) => ChangeAsync(
        async transaction =>
        {
            var user = await LockAsync(transaction, idOrName);
            var manager = managerId is null ? null : await LockAsync(transaction, managerId);
            return user with { ManagerId = manager?.Id, ManagerEmployeeId = null };
        },
        cancellationToken);

    /// <summary>
    /// Removes a deleted user for good: those they managed have no manager any more, their groups have a member less, and their assignments go.
    /// </summary>
    public Task PurgeAsync(string id, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction => await PurgeAsync(transaction, (await LockDeletedAsync(transaction, id)).Id), cancellationToken);

    /// <summary>Removes a user whose row the caller has locked.</summary>
    public static async Task PurgeAsync(DbTransaction transaction, string id)
    {
        var parameters = new { tenantId = Tenant.Default, id };
        var managed = await transaction.Connection!.QueryAsync<string>(
            "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND manager_id = @id ORDER BY id" + RowLock.ForUpdate(transaction), parameters, transaction);
        await MemberWriter.RemoveEverywhereAsync(transaction, id);
        await AssignmentStore.DeleteOfAsync(transaction, id);
        await transaction.Connection!.ExecuteAsync(
            "UPDATE directory_user SET manager_id = NULL WHERE tenant_id = @tenantId AND manager_id = @id", parameters, transaction);
        await transaction.Connection!.ExecuteAsync("DELETE FROM initial_password WHERE tenant_id = @tenantId AND user_id = @id", parameters, transaction);
        await transaction.Connection!.ExecuteAsync("DELETE FROM directory_user WHERE tenant_id = @tenantId AND id = @id", parameters, transaction);
        await ManagerResolver.TouchAsync(transaction, Tenant.Default, managed.AsList());
        await FeedWriter.AppendAsync(transaction, Tenant.Default, [FeedEntry.User(id, FeedKind.Purged)]);
    }

    private async Task<DirectoryUser> ChangeAsync(Func<DbTransaction, Task<DirectoryUser>> change, CancellationToken cancellationToken)
    {
        var written = await changes.RunAsync(
            async transaction =>
            {
                var user = await change(transaction);
                await DirectoryWriter.WriteAsync(transaction, Tenant.Default, [user]);
                await ManagerResolver.ResolveAsync(transaction, Tenant.Default, [user]);
                return await transaction.Connection!.QuerySingleAsync<UserRow>(
                    Found + "id = @id", new { tenantId = Tenant.Default, id = user.Id }, transaction);
            },
            cancellationToken);
        return written.ToUser();
    }

    private static async Task<DirectoryUser> LockAsync(DbTransaction transaction, string idOrName) =>
        await FindAsync(transaction.Connection!, transaction, idOrName)
            ?? throw ApiException.NotFound($"No user has the id or userPrincipalName '{idOrName}'.");

    private static async Task<DirectoryUser?> FindAsync(DbConnection connection, DbTransaction? transaction, string idOrName)
    {
        var row = await connection.QuerySingleOrDefaultAsync<UserRow>(
            Found + (Guid.TryParse(idOrName, out var id) ? "id = @key AND deleted_at IS NULL" : "upn_key = @key AND deleted_at IS NULL")
                + (transaction is null ? "" : RowLock.ForUpdate(transaction)),
            new { tenantId = Tenant.Default, key = id == Guid.Empty ? UserRow.Key(idOrName) : id.ToString() },
            transaction);
        return row?.ToUser();
    }

    private static async Task<DirectoryUser> LockDeletedAsync(DbTransaction transaction, string id)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<UserRow>(
            Found + "id = @id AND deleted_at IS NOT NULL" + RowLock.ForUpdate(transaction), new { tenantId = Tenant.Default, id }, transaction);
        return row?.ToUser() ?? throw ApiException.NotFound($"No deleted user has the id {id}.");
    }

    private static async Task RequireFreeNameAsync(DbTransaction transaction, DirectoryUser user)
    {
        var owner = await transaction.Connection!.QuerySingleOrDefaultAsync<string?>(
            "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND upn_key = @key AND deleted_at IS NULL AND id <> @id",
            new { tenantId = Tenant.Default, key = UserRow.Key(user.UserPrincipalName), id = user.Id },
            transaction);
        if (owner is not null)
            throw ApiException.Conflict($"The userPrincipalName {user.UserPrincipalName} belongs to the user {owner}. Give another one.");
    }
}
