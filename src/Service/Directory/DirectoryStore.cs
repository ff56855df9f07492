using System.Data.Common;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Assignments;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory;

/// <summary>Users of the directory, one at a time, as the API reads and changes them. Every change wakes the jobs.</summary>
internal sealed class DirectoryStore(Database database, DirectoryChanges changes, InitialPasswords passwords, TimeProvider time)
{
    private const string Found = $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND ";

    public Task<DirectoryUser?> FindAsync(string idOrName, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FindAsync(connection, null, idOrName), cancellationToken);

    public Task<DirectoryUser?> FindDeletedAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<UserRow>(
            Found + "id = @id AND deleted_at IS NOT NULL", new { tenantId = Tenant.Default, id }))?.ToUser(),
        cancellationToken);

    public Task<long> PositionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FeedWriter.PositionAsync(connection, Tenant.Default, null), cancellationToken);

    public Task<DirectoryUser> CreateAsync(IReadOnlyDictionary<string, object> attributes, CancellationToken cancellationToken) => WriteAsync(
        transaction => CheckedAsync(transaction, new DirectoryUser { Id = Guid.NewGuid().ToString(), Attributes = attributes, CreatedAt = time.GetUtcNow() }), cancellationToken);

    public Task<DirectoryUser> CreateAsync(UserBody body, CancellationToken cancellationToken) => WriteAsync(
        transaction => WithAsync(transaction, new DirectoryUser { Id = Guid.NewGuid().ToString(), Attributes = body.Over(null), CreatedAt = time.GetUtcNow() }, body),
        cancellationToken);

    /// <summary>Changes a user by what a body says; a body that says what is so already changes nothing.</summary>
    public Task<DirectoryUser> UpdateAsync(string idOrName, UserBody body, CancellationToken cancellationToken) => WriteAsync(
        async transaction =>
        {
            var before = await LockAsync(transaction, idOrName);
            var after = before with { Attributes = body.Over(before.Attributes) };
            var same = !body.SaysPassword && body.ManagerId is null && UserDocument.Write(before.Attributes) == UserDocument.Write(after.Attributes);
            return same ? (before, false) : await WithAsync(transaction, after, body);
        },
        cancellationToken);

    /// <summary>Changes a user by a function of what they are now; one that gives the same object back changes nothing.</summary>
    public Task<DirectoryUser> UpdateAsync(string idOrName, Func<DirectoryUser, DirectoryUser> change, CancellationToken cancellationToken) => WriteAsync(
        async transaction =>
        {
            var before = await LockAsync(transaction, idOrName);
            var after = change(before);
            return ReferenceEquals(before, after) ? (before, false) : await CheckedAsync(transaction, after);
        },
        cancellationToken);

    public Task<DirectoryUser> DeleteAsync(string idOrName, CancellationToken cancellationToken) => WriteAsync(
        async transaction => ((await LockAsync(transaction, idOrName)) with { DeletedAt = time.GetUtcNow() }, true), cancellationToken);

    public Task<DirectoryUser> RestoreAsync(string id, CancellationToken cancellationToken) => WriteAsync(
        async transaction => await CheckedAsync(transaction, (await LockDeletedAsync(transaction, id)) with { DeletedAt = null }), cancellationToken);

    public Task<DirectoryUser> SetManagerAsync(string idOrName, string? managerId, CancellationToken cancellationToken) => WriteAsync(
        async transaction =>
        {
            var user = await LockAsync(transaction, idOrName);
            return (managerId is null ? user with { ManagerId = null, ManagerEmployeeId = null } : await WithManagerAsync(transaction, user, managerId), true);
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

    private async Task<DirectoryUser> WriteAsync(Func<DbTransaction, Task<(DirectoryUser User, bool Changed)>> change, CancellationToken cancellationToken)
    {
        var written = await changes.RunAsync(
            async transaction =>
            {
                var (user, changed) = await change(transaction);
                if (changed)
                {
                    await DirectoryWriter.WriteAsync(transaction, Tenant.Default, [user]);
                    await ManagerResolver.ResolveAsync(transaction, Tenant.Default, [user]);
                }

                return await transaction.Connection!.QuerySingleAsync<UserRow>(
                    Found + "id = @id", new { tenantId = Tenant.Default, id = user.Id }, transaction);
            },
            cancellationToken);
        return written.ToUser();
    }

    /// <summary>Adds what a body says beside the attributes.</summary>
    private async Task<(DirectoryUser User, bool Changed)> WithAsync(DbTransaction transaction, DirectoryUser user, UserBody body)
    {
        if (body.SaysPassword)
            await passwords.PutAsync(transaction, user.Id, body.Password);
        return await CheckedAsync(transaction, body.ManagerId is { } manager ? await WithManagerAsync(transaction, user, manager) : user);
    }

    private static async Task<DirectoryUser> WithManagerAsync(DbTransaction transaction, DirectoryUser user, string managerId)
    {
        var manager = await LockAsync(transaction, managerId);
        return manager.Id != user.Id
            ? user with { ManagerId = manager.Id, ManagerEmployeeId = null }
            : throw ApiException.BadRequest($"The user {user.UserPrincipalName} cannot be their own manager. Name another user.");
    }

    private static async Task<DirectoryUser> LockAsync(DbTransaction transaction, string idOrName) =>
        await FindAsync(transaction.Connection!, transaction, idOrName)
            ?? throw ApiException.NotFound($"No user has the id or userPrincipalName '{idOrName}'.");

    private static async Task<DirectoryUser?> FindAsync(DbConnection connection, DbTransaction? transaction, string idOrName)
    {
        if (!SafeText.Is(idOrName))
            return null;
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

    /// <summary>The user, to be written, if their name is free.</summary>
    private static async Task<(DirectoryUser User, bool Changed)> CheckedAsync(DbTransaction transaction, DirectoryUser user)
    {
        var owner = await transaction.Connection!.QuerySingleOrDefaultAsync<string?>(
            "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND upn_key = @key AND deleted_at IS NULL AND id <> @id",
            new { tenantId = Tenant.Default, key = UserRow.Key(user.UserPrincipalName), id = user.Id },
            transaction);
        return owner is null ? (user, true) : throw ApiException.Conflict($"The userPrincipalName {user.UserPrincipalName} belongs to the user {owner}. Give another one.");
    }
}
