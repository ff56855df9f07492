using System.Data.Common;
using Dapper;
using Sutler.Service.Store;

namespace Sutler.Service.Directory;

/// <summary>
/// Writes users and their feed rows within the caller's transaction; <see cref="FeedWriter"/> says where the positions come from.
/// </summary>
internal static class DirectoryWriter
{
    private const string Upsert = """
        INSERT INTO directory_user (tenant_id, id, version, upn_key, employee_id, account_enabled, created_at, deleted_at, manager_id, manager_employee_id, document)
        VALUES (@TenantId, @Id, @Version, @UpnKey, @EmployeeId, @AccountEnabled, @CreatedAt, @DeletedAt, @ManagerId, @ManagerEmployeeId, @Document)
        ON CONFLICT (tenant_id, id) DO UPDATE SET
            version = excluded.version, upn_key = excluded.upn_key, employee_id = excluded.employee_id, account_enabled = excluded.account_enabled,
            created_at = COALESCE(directory_user.created_at, excluded.created_at), deleted_at = excluded.deleted_at, manager_id = excluded.manager_id, manager_employee_id = excluded.manager_employee_id,
            document = excluded.document
        """;

    /// <summary>Writes the users as they stand, each with a position of its own, and returns the last position.</summary>
    public static async Task<long> WriteAsync(DbTransaction transaction, string tenantId, IReadOnlyList<DirectoryUser> users)
    {
        if (users.Count == 0)
            return await PositionAsync(transaction.Connection!, tenantId, transaction);

        // Two users may exchange names in one transaction: the keys are set free before they are taken.
        foreach (var ids in Chunks.Of(users.Count == 1 ? [] : users.Select(user => user.Id)))
        {
            await transaction.Connection!.ExecuteAsync(
                $"UPDATE directory_user SET upn_key = '|' || id WHERE tenant_id = @tenantId AND {IdList.In("id")}", new { tenantId, ids = IdList.Of(ids) }, transaction);
        }

        var first = await FeedWriter.TakeAsync(transaction, tenantId, users.Count);
        await ManyRows.WriteAsync(transaction, Upsert, users.Select((user, index) => UserColumns.Of(tenantId, user, first + index)));
        await FeedWriter.WriteAsync(
            transaction, tenantId, first, users.Select(user => FeedEntry.User(user.Id, user.DeletedAt is null ? FeedKind.Changed : FeedKind.Deleted)));
        return first + users.Count - 1;
    }

    /// <inheritdoc cref="FeedWriter.PositionAsync"/>
    public static Task<long> PositionAsync(DbConnection connection, string tenantId, DbTransaction? transaction) =>
        FeedWriter.PositionAsync(connection, tenantId, transaction);
}
