using System.Data.Common;
using Dapper;
using Sutler.Service.Store;

namespace Sutler.Service.Directory;

/// <summary>
/// Leads managers named by worker id to object ids, within the caller's transaction: those of the users just written, and, by index, those
/// of users who waited for one of them to appear.
/// </summary>
internal static class ManagerResolver
{
    // Written so that the list leads: "IS NOT NULL" would make SQLite walk the whole index of managers for each list.
    private const string Stale = """
        SELECT u.id AS Id, m.id AS ManagerId
        FROM directory_user u
        LEFT JOIN directory_user m
            ON m.tenant_id = u.tenant_id AND m.employee_id = u.manager_employee_id AND m.deleted_at IS NULL AND m.id <> u.id
        WHERE u.tenant_id = @tenantId AND COALESCE(u.manager_employee_id, '') <> '' AND {0} AND COALESCE(u.manager_id, '') <> COALESCE(m.id, '')
        """;

    /// <summary>Returns the users whose manager is another one now; each is given a position in the feed.</summary>
    public static async Task<int> ResolveAsync(DbTransaction transaction, string tenantId, IReadOnlyList<DirectoryUser> written)
    {
        var connection = transaction.Connection!;
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var users in Chunks.Of(written))
        {
            var ids = users.Select(user => user.Id);
            var workers = users.Select(user => user.EmployeeId).OfType<string>();
            var own = await connection.QueryAsync<(string Id, string? ManagerId)>(
                Stale.Replace("{0}", IdList.In("u.id"), StringComparison.Ordinal), new { tenantId, ids = IdList.Of(ids) }, transaction);
            var waiting = await connection.QueryAsync<(string Id, string? ManagerId)>(
                Stale.Replace("{0}", IdList.In("u.manager_employee_id"), StringComparison.Ordinal), new { tenantId, ids = IdList.Of(workers) }, transaction);
            foreach (var (id, managerId) in own.Concat(waiting))
                found[id] = managerId;
        }

        if (found.Count == 0)
            return 0;

        // Users written in this transaction have a position already; a second one would only be read twice.
        var fresh = written.Select(user => user.Id).ToHashSet(StringComparer.Ordinal);
        var moved = found.Keys.Where(id => !fresh.Contains(id)).ToList();
        await ManyRows.WriteAsync(
            transaction, "UPDATE directory_user SET manager_id = @Value WHERE tenant_id = @tenantId AND id = @Key", found.Select(pair => new { tenantId, pair.Key, pair.Value }));
        await TouchAsync(transaction, tenantId, moved);
        return found.Count;
    }

    /// <summary>Gives the users a new version and a feed position, so that jobs look at them again.</summary>
    public static async Task TouchAsync(DbTransaction transaction, string tenantId, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return;

        var first = await FeedWriter.TakeAsync(transaction, tenantId, ids.Count);
        await ManyRows.WriteAsync(
            transaction,
            "UPDATE directory_user SET version = @Version WHERE tenant_id = @tenantId AND id = @Id",
            ids.Select((id, index) => new { tenantId, Id = id, Version = first + index }));
        await FeedWriter.WriteAsync(transaction, tenantId, first, ids.Select(id => FeedEntry.User(id, FeedKind.Changed)));
    }
}
