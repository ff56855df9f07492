using System.Data.Common;
using Dapper;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Queries;

/// <summary>
/// Answers queries for users and groups, a page at a time, inside the database. Pages follow a key, not a number of rows, so that changes
/// made in between neither repeat nor skip an object that stays.
/// </summary>
internal sealed class ObjectReader(Database database)
{
    private readonly JsonSql _json = JsonSql.For(database);

    public async Task<ObjectPage<DirectoryUser>> UsersAsync(DirectoryQuery query, QueryScope scope, CancellationToken cancellationToken)
    {
        var (rows, count) = await QueryAsync<UserRow>((DirectoryTypes.User, UserRow.Columns), query, scope, cancellationToken);
        return Page(rows, (query.Top, count), row => new PageToken(row.SortKey ?? "", row.Id), row => row.ToUser());
    }

    public async Task<ObjectPage<DirectoryGroup>> GroupsAsync(DirectoryQuery query, QueryScope scope, CancellationToken cancellationToken)
    {
        var (rows, count) = await QueryAsync<GroupRow>((DirectoryTypes.Group, GroupRow.Columns), query, scope, cancellationToken);
        return Page(rows, (query.Top, count), row => new PageToken(row.SortKey ?? "", row.Id), row => row.ToGroup());
    }

    public Task<long> CountAsync(DirectoryType type, DirectoryQuery query, QueryScope scope, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            var sql = new FilterSql(type, _json);
            return CountAsync(connection, type, (Where(sql, query, scope), sql.Parameters));
        },
        cancellationToken);

    /// <summary>Members of a group, users and groups in one, in the order of their ids.</summary>
    public Task<ObjectPage<MemberRow>> MembersAsync(QueryScope group, bool transitive, DirectoryQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var from = $"FROM {MemberSql.Below(transitive)} below WHERE " + LiveMember;
            var parameters = new { tenantId = Tenant.Default, scope = group.Value, after = query.After?.Id ?? "", limit = query.Top + 1 };
            var rows = (await connection.QueryAsync<MemberRow>(
                $"SELECT @scope AS GroupId, member_id AS MemberId, member_type AS MemberType {from} AND member_id > @after ORDER BY member_id LIMIT @limit", parameters)).AsList();
            var count = query.Count ? await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) " + from, parameters) : (long?)null;
            return Page(rows, (query.Top, count), row => new PageToken("", row.MemberId), row => row);
        },
        cancellationToken);

    /// <summary>Users by their ids; those that are not there or deleted are left out.</summary>
    public Task<Dictionary<string, DirectoryUser>> UsersByIdAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<UserRow>(
                $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND deleted_at IS NULL AND {IdList.In("id")}",
                new { tenantId = Tenant.Default, ids = IdList.Of(ids) });
            return rows.ToDictionary(row => row.Id, row => row.ToUser(), StringComparer.Ordinal);
        },
        cancellationToken);

    /// <inheritdoc cref="UsersByIdAsync"/>
    public Task<Dictionary<string, DirectoryGroup>> GroupsByIdAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<GroupRow>(
                $"SELECT {GroupRow.Columns} FROM directory_group WHERE tenant_id = @tenantId AND deleted_at IS NULL AND {IdList.In("id")}",
                new { tenantId = Tenant.Default, ids = IdList.Of(ids) });
            return rows.ToDictionary(row => row.Id, row => row.ToGroup(), StringComparer.Ordinal);
        },
        cancellationToken);

    private const string LiveMember = """
        ((member_type = 'User' AND EXISTS (SELECT 1 FROM directory_user u WHERE u.tenant_id = @tenantId AND u.id = member_id AND u.deleted_at IS NULL))
        OR (member_type = 'Group' AND EXISTS (SELECT 1 FROM directory_group g WHERE g.tenant_id = @tenantId AND g.id = member_id AND g.deleted_at IS NULL)))
        """;

    private Task<(List<T> Rows, long? Count)> QueryAsync<T>(
        (DirectoryType Type, string Columns) target, DirectoryQuery query, QueryScope scope, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var sql = new FilterSql(target.Type, _json);
            var where = Where(sql, query, scope);
            var key = query.OrderBy is { } attribute ? sql.SortKey(attribute) : "''";
            var (sign, direction) = query.Descending ? ("<", " DESC") : (">", "");
            var after = query.After is null ? ""
                : query.OrderBy is null ? " AND id > @afterId"
                : $" AND ({key} {sign} @afterKey OR ({key} = @afterKey AND id > @afterId))";
            sql.Parameters.AddDynamicParams(new { afterKey = query.After?.Key, afterId = query.After?.Id, limit = query.Top + 1 });
            var rows = await connection.QueryAsync<T>(
                $"SELECT {target.Columns}, {key} AS SortKey FROM {target.Type.Table} WHERE {where}{after} ORDER BY {(query.OrderBy is null ? "" : key + direction + ", ")}id LIMIT @limit",
                sql.Parameters);
            var count = query.Count ? await CountAsync(connection, target.Type, (where, sql.Parameters)) : (long?)null;
            return (rows.AsList(), count);
        },
        cancellationToken);

    private static string Where(FilterSql sql, DirectoryQuery query, QueryScope scope)
    {
        sql.Parameters.AddDynamicParams(new { tenantId = Tenant.Default, scope = scope.Value });
        return $"tenant_id = @tenantId AND {scope.Where}" + (query.Filter is { } filter ? " AND " + sql.Translate(filter) : "");
    }

    private static Task<long> CountAsync(DbConnection connection, DirectoryType type, (string Where, DynamicParameters Parameters) found) =>
        connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {type.Table} WHERE {found.Where}", found.Parameters);

    private static ObjectPage<TObject> Page<TRow, TObject>(List<TRow> rows, (int Top, long? Count) asked, Func<TRow, PageToken> place, Func<TRow, TObject> read) =>
        new([.. rows.Take(asked.Top).Select(read)], rows.Count > asked.Top ? place(rows[asked.Top - 1]) : null, asked.Count);
}
