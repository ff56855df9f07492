using System.Data.Common;
using System.Globalization;
using Dapper;
using Sutler.Service.Store;

namespace Sutler.Service.Directory;

/// <summary>
/// Writes users and their feed rows within the caller's transaction. The positions come from the tenant's counter row in that same
/// transaction, so commit order is position order and a rolled-back writer leaves no gap (S/SRC-4).
/// </summary>
internal static class DirectoryWriter
{
    private const string Upsert = """
        INSERT INTO directory_user (tenant_id, id, version, upn_key, employee_id, account_enabled, deleted_at, manager_id, manager_employee_id, document)
        VALUES (@TenantId, @Id, @Version, @UpnKey, @EmployeeId, @AccountEnabled, @DeletedAt, @ManagerId, @ManagerEmployeeId, @Document)
        ON CONFLICT (tenant_id, id) DO UPDATE SET
            version = excluded.version, upn_key = excluded.upn_key, employee_id = excluded.employee_id, account_enabled = excluded.account_enabled,
            deleted_at = excluded.deleted_at, manager_id = excluded.manager_id, manager_employee_id = excluded.manager_employee_id,
            document = excluded.document
        """;

    /// <summary>Takes <paramref name="count"/> positions; returns the first of them.</summary>
    public static async Task<long> TakePositionsAsync(DbTransaction transaction, string tenantId, int count)
    {
        const string sql = """
            INSERT INTO directory_counter (tenant_id, position) VALUES (@tenantId, @count)
            ON CONFLICT (tenant_id) DO UPDATE SET position = directory_counter.position + excluded.position
            RETURNING position
            """;
        return await transaction.Connection!.ExecuteScalarAsync<long>(sql, new { tenantId, count }, transaction) - count + 1;
    }

    /// <summary>Writes the users as they stand, each with a position of its own, and returns the last position.</summary>
    public static async Task<long> WriteAsync(DbTransaction transaction, string tenantId, IReadOnlyList<DirectoryUser> users)
    {
        if (users.Count == 0)
            return await PositionAsync(transaction.Connection!, tenantId, transaction);

        // Two users may exchange names in one transaction: the keys are set free before they are taken.
        foreach (var ids in Chunks.Of(users.Select(user => user.Id)))
        {
            await transaction.Connection!.ExecuteAsync(
                $"UPDATE directory_user SET upn_key = '|' || id WHERE tenant_id = @tenantId AND {IdList.In("id")}", new { tenantId, ids = IdList.Of(ids) }, transaction);
        }

        var first = await TakePositionsAsync(transaction, tenantId, users.Count);
        await transaction.Connection!.ExecuteAsync(Upsert, users.Select((user, index) => Row(tenantId, user, first + index)), transaction);
        await AppendAsync(
            transaction,
            tenantId,
            users.Select((user, index) => (first + index, user.Id, user.DeletedAt is null ? FeedKind.Changed : FeedKind.Deleted)));
        return first + users.Count - 1;
    }

    public static Task AppendAsync(DbTransaction transaction, string tenantId, IEnumerable<(long Position, string Id, string Kind)> changes) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO directory_feed (tenant_id, position, object_type, object_id, kind) VALUES (@tenantId, @Position, 'User', @Id, @Kind)",
            changes.Select(change => new { tenantId, change.Position, change.Id, change.Kind }),
            transaction);

    public static Task<long> PositionAsync(DbConnection connection, string tenantId, DbTransaction? transaction) =>
        connection.ExecuteScalarAsync<long>(
            "SELECT COALESCE((SELECT position FROM directory_counter WHERE tenant_id = @tenantId), 0)", new { tenantId }, transaction);

    private static object Row(string tenantId, DirectoryUser user, long version) => new
    {
        TenantId = tenantId,
        user.Id,
        Version = version,
        UpnKey = UserRow.Key(user.UserPrincipalName),
        user.EmployeeId,
        AccountEnabled = user.AccountEnabled ? 1 : 0,
        DeletedAt = user.DeletedAt?.ToString("O", CultureInfo.InvariantCulture),
        user.ManagerId,
        user.ManagerEmployeeId,
        Document = UserDocument.Write(user.Attributes),
    };
}
