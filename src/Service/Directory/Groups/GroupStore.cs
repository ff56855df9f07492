using System.Data.Common;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Assignments;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Groups;

/// <summary>Groups of the directory, one at a time, as the API reads and changes them. Every change wakes the jobs.</summary>
internal sealed class GroupStore(Database database, DirectoryChanges changes, TimeProvider time)
{
    private const string Found = $"SELECT {GroupRow.Columns} FROM directory_group WHERE tenant_id = @tenantId AND id = @id AND ";

    public Task<DirectoryGroup?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<GroupRow>(Found + "deleted_at IS NULL", new { tenantId = Tenant.Default, id = Key(id) }))?.ToGroup(), cancellationToken);

    public Task<DirectoryGroup?> FindDeletedAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<GroupRow>(Found + "deleted_at IS NOT NULL", new { tenantId = Tenant.Default, id }))?.ToGroup(), cancellationToken);

    /// <summary>Adds a member; false when it is one already.</summary>
    public Task<bool> AddMemberAsync(string id, string memberId, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction => (await MemberWriter.AddAsync(transaction, Key(id), [Key(memberId)])).Count > 0, cancellationToken);

    /// <summary>Takes a member out; false when it is none.</summary>
    public Task<bool> RemoveMemberAsync(string id, string memberId, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction => (await MemberWriter.RemoveAsync(transaction, Key(id), [Key(memberId)])).Count > 0, cancellationToken);

    /// <summary>Makes a group with its first members.</summary>
    public Task<DirectoryGroup> CreateAsync(IReadOnlyDictionary<string, object> attributes, IReadOnlyList<string> members, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var group = new DirectoryGroup { Id = Guid.NewGuid().ToString(), Attributes = attributes, CreatedAt = time.GetUtcNow() };
            await MemberWriter.LockAsync(transaction, members);
            var version = await GroupWriter.WriteAsync(transaction, Tenant.Default, [group]);
            if (members.Count > 0)
                await MemberWriter.AddAsync(transaction, group.Id, members);
            return group with { Version = version };
        },
        cancellationToken);

    /// <summary>Changes a group by a function of what it is now, and adds members to it.</summary>
    public Task UpdateAsync(string id, Func<DirectoryGroup, DirectoryGroup> change, IReadOnlyList<string> members, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var before = await LockAsync(transaction, id, "deleted_at IS NULL");
            var after = change(before);
            if (members.Count > 0)
                await MemberWriter.AddAsync(transaction, before.Id, members);
            if (UserDocument.Write(before.Attributes) != UserDocument.Write(after.Attributes))
                await GroupWriter.WriteAsync(transaction, Tenant.Default, [after]);
        },
        cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var group = await LockAsync(transaction, id, "deleted_at IS NULL");
            await GroupWriter.WriteAsync(transaction, Tenant.Default, [group with { DeletedAt = time.GetUtcNow() }]);
        },
        cancellationToken);

    /// <summary>Brings a deleted group back with the members it had.</summary>
    public Task<DirectoryGroup> RestoreAsync(string id, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var group = (await LockAsync(transaction, id, "deleted_at IS NOT NULL")) with { DeletedAt = null };
            await GroupWriter.WriteAsync(transaction, Tenant.Default, [group]);
            await GroupWriter.MarkRestoredAsync(transaction, Tenant.Default, group.Id);
            return group;
        },
        cancellationToken);

    public Task PurgeAsync(string id, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction => await PurgeAsync(transaction, (await LockAsync(transaction, id, "deleted_at IS NOT NULL")).Id), cancellationToken);

    /// <summary>Removes a group whose row the caller has locked: its memberships go without a word, those it was in lose a member, its assignments go.</summary>
    public static async Task PurgeAsync(DbTransaction transaction, string id)
    {
        var parameters = new { tenantId = Tenant.Default, id };
        await transaction.Connection!.ExecuteAsync("DELETE FROM directory_member WHERE tenant_id = @tenantId AND group_id = @id", parameters, transaction);
        await MemberWriter.RemoveEverywhereAsync(transaction, id);
        await AssignmentStore.DeleteOfAsync(transaction, id);
        await transaction.Connection!.ExecuteAsync("DELETE FROM directory_group WHERE tenant_id = @tenantId AND id = @id", parameters, transaction);
        await FeedWriter.AppendAsync(transaction, Tenant.Default, [FeedEntry.Group(id, FeedKind.Purged)]);
    }

    private static async Task<DirectoryGroup> LockAsync(DbTransaction transaction, string id, string condition)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<GroupRow>(
            Found + condition + RowLock.ForUpdate(transaction), new { tenantId = Tenant.Default, id = Key(id) }, transaction);
        return row?.ToGroup() ?? throw ApiException.NotFound($"No {(condition.EndsWith("NOT NULL", StringComparison.Ordinal) ? "deleted " : "")}group has the id '{id}'.");
    }

    /// <summary>An id as the tables hold it; what is no id matches nothing.</summary>
    private static string Key(string id) => Guid.TryParse(id, out var parsed) ? parsed.ToString() : "";
}
