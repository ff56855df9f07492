using System.Data.Common;
using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Store;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Reads users as one client knows them, in three queries for a page.</summary>
internal sealed class UserTable(InboundClient client)
{
    private const string Select = $"""
        SELECT u.id AS Id, u.version AS Version, u.created_at AS CreatedAt, u.manager_id AS ManagerId, u.manager_employee_id AS ManagerEmployeeId,
            u.document AS Document, {StoredResource.Columns}
        FROM directory_user u
        LEFT JOIN inbound_resource r ON r.tenant_id = u.tenant_id AND r.client_id = @clientId AND r.object_id = u.id
        WHERE u.tenant_id = @tenantId AND u.deleted_at IS NULL AND
        """;

    public DynamicParameters Parameters() => new(new { tenantId = Tenant.Default, clientId = client.Id });

    /// <summary>The users that fulfil a condition on <c>u</c> and <c>r</c>.</summary>
    public static async Task<IReadOnlyList<StoredUser>> ReadAsync((DbConnection Connection, DbTransaction? Transaction) at, string condition, DynamicParameters parameters)
    {
        var rows = (await at.Connection.QueryAsync<UserRow, StoredResource, (UserRow User, StoredResource Own)>(
            $"{Select} {condition}", (user, own) => (user, own ?? new StoredResource()), parameters, at.Transaction, splitOn: "Revision")).AsList();
        var managers = await ManagersAsync(at, [.. rows.Select(row => row.User.ManagerId).OfType<string>().Distinct(StringComparer.Ordinal)]);
        var groups = await GroupsAsync(at, [.. rows.Select(row => row.User.Id)]);
        return [.. rows.Select(row => new StoredUser
        {
            User = row.User.ToUser(),
            Own = row.Own,
            ManagerName = row.User.ManagerId is { } manager ? managers.GetValueOrDefault(manager) : null,
            Groups = [.. groups[row.User.Id]],
        })];
    }

    private static async Task<Dictionary<string, string?>> ManagersAsync((DbConnection Connection, DbTransaction? Transaction) at, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return [];
        var rows = await at.Connection.QueryAsync<(string Id, string Document)>(
            $"SELECT id, document FROM directory_user WHERE tenant_id = @tenantId AND {IdList.In("id")}", new { tenantId = Tenant.Default, ids = IdList.Of(ids) }, at.Transaction);
        return rows.ToDictionary(row => row.Id, row => UserDocument.Read(row.Document).GetValueOrDefault(UserAttribute.DisplayName) as string, StringComparer.Ordinal);
    }

    private static async Task<ILookup<string, MembershipRow>> GroupsAsync((DbConnection Connection, DbTransaction? Transaction) at, IReadOnlyList<string> ids)
    {
        var rows = ids.Count == 0 ? [] : await at.Connection.QueryAsync<(string MemberId, string GroupId, string GroupName, long Version)>(
            $"""
            SELECT d.member_id, d.group_id, g.display_name, d.version + g.version
            FROM directory_member d
            JOIN directory_group g ON g.tenant_id = d.tenant_id AND g.id = d.group_id
            WHERE d.tenant_id = @tenantId AND g.deleted_at IS NULL AND {IdList.In("d.member_id")}
            ORDER BY d.group_id
            """,
            new { tenantId = Tenant.Default, ids = IdList.Of(ids) },
            at.Transaction);
        return rows.Select(row => new MembershipRow(row.MemberId, row.GroupId, row.GroupName, row.Version)).ToLookup(row => row.MemberId, StringComparer.Ordinal);
    }
}
