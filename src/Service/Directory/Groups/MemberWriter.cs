using System.Data.Common;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Groups;

/// <summary>
/// Writes memberships within the caller's transaction: each costs one row and one row of the feed, however many members the group has. The
/// group and the members are locked first, so that none of them is purged while it is linked.
/// </summary>
internal static class MemberWriter
{
    /// <summary>Adds members to a group; those that are in it already stay as they are. Returns the ids that were added.</summary>
    public static async Task<IReadOnlyList<string>> AddAsync(DbTransaction transaction, string groupId, IReadOnlyList<string> memberIds)
    {
        await LockGroupAsync(transaction, groupId);
        var members = await LockAsync(transaction, memberIds);
        var present = await PresentAsync(transaction, groupId, memberIds);
        var fresh = members.Where(member => !present.Contains(member.Key)).ToList();
        if (members.ContainsKey(groupId))
            throw ApiException.BadRequest($"The group {groupId} cannot be a member of itself.");
        if (fresh.Count == 0)
            return [];

        var first = await FeedWriter.TakeAsync(transaction, Tenant.Default, fresh.Count);
        await ManyRows.WriteAsync(
            transaction,
            """
            INSERT INTO directory_member (tenant_id, group_id, member_id, member_type, version)
            VALUES (@tenantId, @groupId, @Key, @Value, @Version)
            """,
            fresh.Select((member, index) => new { tenantId = Tenant.Default, groupId, member.Key, member.Value, Version = first + index }));
        await FeedWriter.WriteAsync(transaction, Tenant.Default, first, fresh.Select(member => FeedEntry.Member(groupId, member.Key, FeedKind.Added)));
        return [.. fresh.Select(member => member.Key)];
    }

    /// <summary>Takes members out of a group; returns the ids that were in it.</summary>
    public static async Task<IReadOnlyList<string>> RemoveAsync(DbTransaction transaction, string groupId, IReadOnlyList<string> memberIds)
    {
        await LockGroupAsync(transaction, groupId);
        var present = await PresentAsync(transaction, groupId, memberIds);
        await RemoveRowsAsync(transaction, [.. present.Select(member => (groupId, member))]);
        return [.. present];
    }

    /// <summary>Takes an object that goes for good out of every group, with a row of the feed for each.</summary>
    public static async Task RemoveEverywhereAsync(DbTransaction transaction, string memberId)
    {
        var groups = await transaction.Connection!.QueryAsync<string>(
            "SELECT group_id FROM directory_member WHERE tenant_id = @tenantId AND member_id = @memberId ORDER BY group_id" + RowLock.ForUpdate(transaction),
            new { tenantId = Tenant.Default, memberId },
            transaction);
        await RemoveRowsAsync(transaction, [.. groups.Select(group => (group, memberId))]);
    }

    /// <summary>Locks users and groups and tells what each is; refuses ids of nothing.</summary>
    public static async Task<Dictionary<string, string>> LockAsync(DbTransaction transaction, IReadOnlyList<string> memberIds)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ids in Chunks.Of(memberIds.Order(StringComparer.Ordinal)))
        {
            foreach (var (table, type) in ((string, string)[])[("directory_group", FeedObject.Group), ("directory_user", FeedObject.User)])
            {
                var found = await transaction.Connection!.QueryAsync<string>(
                    $"SELECT id FROM {table} WHERE tenant_id = @tenantId AND deleted_at IS NULL AND {IdList.In("id")} ORDER BY id" + RowLock.ForUpdate(transaction),
                    new { tenantId = Tenant.Default, ids = IdList.Of(ids) },
                    transaction);
                foreach (var id in found)
                    types[id] = type;
            }
        }

        var missing = memberIds.FirstOrDefault(id => !types.ContainsKey(id));
        return missing is null ? types : throw ApiException.NotFound($"No user and no group has the id '{missing}'. Only what is in the directory can be a member.");
    }

    private static async Task RemoveRowsAsync(DbTransaction transaction, IReadOnlyList<(string GroupId, string MemberId)> rows)
    {
        await FeedWriter.AppendAsync(transaction, Tenant.Default, [.. rows.Select(row => FeedEntry.Member(row.GroupId, row.MemberId, FeedKind.Removed))]);
        await ManyRows.WriteAsync(
            transaction,
            "DELETE FROM directory_member WHERE tenant_id = @tenantId AND group_id = @GroupId AND member_id = @MemberId",
            rows.Select(row => new { tenantId = Tenant.Default, row.GroupId, row.MemberId }));
    }

    private static async Task LockGroupAsync(DbTransaction transaction, string groupId)
    {
        var found = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
            "SELECT id FROM directory_group WHERE tenant_id = @tenantId AND id = @groupId AND deleted_at IS NULL" + RowLock.ForUpdate(transaction),
            new { tenantId = Tenant.Default, groupId },
            transaction);
        if (found is null)
            throw ApiException.NotFound($"No group has the id '{groupId}'.");
    }

    private static async Task<HashSet<string>> PresentAsync(DbTransaction transaction, string groupId, IEnumerable<string> memberIds)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ids in Chunks.Of(memberIds))
        {
            present.UnionWith(await transaction.Connection!.QueryAsync<string>(
                $"SELECT member_id FROM directory_member WHERE tenant_id = @tenantId AND group_id = @groupId AND {IdList.In("member_id")} ORDER BY member_id"
                + RowLock.ForUpdate(transaction),
                new { tenantId = Tenant.Default, groupId, ids = IdList.Of(ids) },
                transaction));
        }

        return present;
    }
}
