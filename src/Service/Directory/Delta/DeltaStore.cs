using System.Data.Common;
using Dapper;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Delta;

/// <summary>Reads what delta queries need: pages of objects, of memberships, and of the feed.</summary>
internal sealed class DeltaStore(Database database)
{
    public Task<long> PositionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FeedWriter.PositionAsync(connection, Tenant.Default, null), cancellationToken);

    /// <summary>Rows of the feed after a position, and the position that they reach when these are all.</summary>
    /// <exception cref="PrunedException">Rows after the position have been pruned.</exception>
    public Task<(List<FeedRow> Rows, long Head)> FeedAsync(DeltaToken token, string types, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            // The head first: what commits between the two reads stays for the next call.
            var head = await FeedWriter.PositionAsync(connection, Tenant.Default, null);
            var rows = await connection.QueryAsync<FeedRow>(
                $"""
                SELECT position AS Position, object_type AS ObjectType, object_id AS ObjectId, related_id AS RelatedId, kind AS Kind FROM directory_feed
                WHERE tenant_id = @tenantId AND position > @Position AND position <= @head AND object_type IN ({types}) {Among(token, "object_id")}
                ORDER BY position LIMIT @limit
                """,
                Parameters(token, head, limit));
            // The floor last: it only rises, so rows that were there when it was read were there before.
            var pruned = await connection.ExecuteScalarAsync<long>(
                "SELECT COALESCE((SELECT pruned FROM directory_counter WHERE tenant_id = @tenantId), 0)", new { tenantId = Tenant.Default });
            return pruned > token.Position ? throw new PrunedException() : (rows.AsList(), head);
        },
        cancellationToken);

    public Task<List<DirectoryUser>> UsersAfterAsync(DeltaToken token, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<UserRow>(After("directory_user", UserRow.Columns, token), Parameters(token, 0, limit))).Select(row => row.ToUser()).ToList(),
        cancellationToken);

    public Task<List<DirectoryGroup>> GroupsAfterAsync(DeltaToken token, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<GroupRow>(After("directory_group", GroupRow.Columns, token), Parameters(token, 0, limit))).Select(row => row.ToGroup()).ToList(),
        cancellationToken);

    /// <summary>Users as they are, deleted ones too.</summary>
    public Task<Dictionary<string, DirectoryUser>> UsersAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await ByIdAsync<UserRow>(connection, "directory_user", UserRow.Columns, ids)).ToDictionary(row => row.Id, row => row.ToUser(), StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Groups as they are, deleted ones too.</summary>
    public Task<Dictionary<string, DirectoryGroup>> GroupsAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await ByIdAsync<GroupRow>(connection, "directory_group", GroupRow.Columns, ids)).ToDictionary(row => row.Id, row => row.ToGroup(), StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Members of one group after a place.</summary>
    public Task<List<MemberRow>> MembersAfterAsync(string groupId, string after, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<MemberRow>(
            $"SELECT {MemberRow.Columns} FROM directory_member WHERE tenant_id = @tenantId AND group_id = @groupId AND member_id > @after ORDER BY member_id LIMIT @limit",
            new { tenantId = Tenant.Default, groupId, after, limit })).AsList(),
        cancellationToken);

    /// <summary>Members of several groups, group by group in the order of their ids.</summary>
    public Task<List<MemberRow>> MembersOfAsync(IEnumerable<string> groupIds, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<MemberRow>(
            $"SELECT {MemberRow.Columns} FROM directory_member WHERE tenant_id = @tenantId AND {IdList.In("group_id")} ORDER BY group_id, member_id LIMIT @limit",
            new { tenantId = Tenant.Default, ids = IdList.Of(groupIds), limit })).AsList(),
        cancellationToken);

    private static string After(string table, string columns, DeltaToken token) =>
        $"SELECT {columns} FROM {table} WHERE tenant_id = @tenantId AND deleted_at IS NULL AND id > @after {Among(token, "id")} ORDER BY id LIMIT @limit";

    private static string Among(DeltaToken token, string column) => token.Ids is null ? "" : "AND " + IdList.In(column);

    private static object Parameters(DeltaToken token, long head, int limit) =>
        new { tenantId = Tenant.Default, token.Position, head, limit, after = token.After ?? "", ids = IdList.Of(token.Ids ?? []) };

    private static async Task<List<T>> ByIdAsync<T>(DbConnection connection, string table, string columns, IEnumerable<string> ids)
    {
        var found = new List<T>();
        foreach (var chunk in Chunks.Of(ids))
        {
            found.AddRange(await connection.QueryAsync<T>(
                $"SELECT {columns} FROM {table} WHERE tenant_id = @tenantId AND {IdList.In("id")}", new { tenantId = Tenant.Default, ids = IdList.Of(chunk) }));
        }

        return found;
    }
}
