using System.Data.Common;
using Dapper;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Store;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Reads groups as one client knows them. Members are rows of their own, and read only where somebody looks at them.</summary>
internal sealed class GroupTable(InboundClient client)
{
    private const string Select = $"""
        SELECT g.id AS Id, g.version AS Version, g.created_at AS CreatedAt, g.document AS Document, {StoredResource.Columns}
        FROM directory_group g
        LEFT JOIN inbound_resource r ON r.tenant_id = g.tenant_id AND r.client_id = @clientId AND r.object_id = g.id
        WHERE g.tenant_id = @tenantId AND g.deleted_at IS NULL AND
        """;

    /// <summary>Members who are deleted, and can come back, are in the group but not shown.</summary>
    private const string Live = """
        (EXISTS (SELECT 1 FROM directory_user u WHERE u.tenant_id = d.tenant_id AND u.id = d.member_id AND u.deleted_at IS NULL)
            OR EXISTS (SELECT 1 FROM directory_group o WHERE o.tenant_id = d.tenant_id AND o.id = d.member_id AND o.deleted_at IS NULL))
        """;

    public DynamicParameters Parameters() => new(new { tenantId = Tenant.Default, clientId = client.Id });

    /// <summary>The groups that fulfil a condition on <c>g</c> and <c>r</c>.</summary>
    public static async Task<IReadOnlyList<StoredGroup>> ReadAsync((DbConnection Connection, DbTransaction? Transaction) at, string condition, DynamicParameters parameters, bool withMembers)
    {
        var rows = (await at.Connection.QueryAsync<GroupRow, StoredResource, (GroupRow Group, StoredResource Own)>(
            $"{Select} {condition}", (group, own) => (group, own ?? new StoredResource()), parameters, at.Transaction, splitOn: "Revision")).AsList();
        var ids = IdList.Of(rows.Select(row => row.Group.Id));
        var states = rows.Count == 0 ? [] : (await at.Connection.QueryAsync<(string Id, long Count, long Sum)>(
            $"SELECT group_id, COUNT(*), CAST(SUM(version) AS BIGINT) FROM directory_member WHERE tenant_id = @tenantId AND {IdList.In("group_id")} GROUP BY group_id",
            new { tenantId = Tenant.Default, ids },
            at.Transaction)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var members = withMembers && states.Count > 0 ? await MembersAsync(at, ids) : null;
        return [.. rows.Select(row =>
        {
            var (_, count, sum) = states.GetValueOrDefault(row.Group.Id);
            return new StoredGroup { Group = row.Group.ToGroup(), Own = row.Own, MemberCount = count, MemberSum = sum, Members = members is null ? [] : [.. members[row.Group.Id]] };
        })];
    }

    /// <summary>Which of these objects are members.</summary>
    public static async Task<IReadOnlyList<(string Id, string Type)>> AmongAsync(DbTransaction transaction, string groupId, IReadOnlyCollection<string> memberIds)
    {
        if (memberIds.Count == 0)
            return [];
        var rows = await transaction.Connection!.QueryAsync<(string, string)>(
            $"SELECT d.member_id, d.member_type FROM directory_member d WHERE d.tenant_id = @tenantId AND d.group_id = @groupId AND {IdList.In("d.member_id")} ORDER BY d.member_id",
            new { tenantId = Tenant.Default, groupId, ids = IdList.Of(memberIds) },
            transaction);
        return rows.AsList();
    }

    private static async Task<ILookup<string, (string Id, string Type)>> MembersAsync((DbConnection Connection, DbTransaction? Transaction) at, string groupIds)
    {
        var rows = await at.Connection.QueryAsync<(string GroupId, string MemberId, string Type)>(
            $"SELECT d.group_id, d.member_id, d.member_type FROM directory_member d WHERE d.tenant_id = @tenantId AND {IdList.In("d.group_id")} AND {Live} ORDER BY d.group_id, d.member_id",
            new { tenantId = Tenant.Default, ids = groupIds },
            at.Transaction);
        return rows.ToLookup(row => row.GroupId, row => (row.MemberId, row.Type), StringComparer.Ordinal);
    }
}
