using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Directory;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Assignments;

/// <summary>Assignments of users and groups to applications. Every change has a row in the feed and wakes the jobs.</summary>
internal sealed class AssignmentStore(Database database, DirectoryChanges changes, TimeProvider time)
{
    private const string Found = $"SELECT {AssignmentRow.Columns} FROM assignment WHERE tenant_id = @tenantId AND ";

    /// <summary>A page of the assignments of an application or of a principal, in the order of their ids.</summary>
    public Task<IReadOnlyList<AssignmentRow>> ListAsync(AssignmentFilter filter, string after, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<AssignmentRow>)(await connection.QueryAsync<AssignmentRow>(
            $"{Found} {filter.Where} AND id > @after ORDER BY id LIMIT @limit", filter.Parameters(after, limit))).AsList(),
        cancellationToken);

    public Task<long> CountAsync(AssignmentFilter filter, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM assignment WHERE tenant_id = @tenantId AND {filter.Where}", filter.Parameters("", 0)),
        cancellationToken);

    public Task<AssignmentRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<AssignmentRow>(Found + "id = @id", new { tenantId = Tenant.Default, id }), cancellationToken);

    /// <summary>Makes an assignment; the principal must be in the directory, and a group must be security enabled (S/SCOPE-2).</summary>
    public Task<AssignmentRow> CreateAsync(AssignmentRow wanted, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var row = wanted with { PrincipalType = await PrincipalTypeAsync(transaction, wanted.PrincipalId) };
            var taken = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
                "SELECT id FROM assignment WHERE tenant_id = @tenantId AND application_id = @ApplicationId AND principal_id = @PrincipalId AND role_id = @RoleId",
                new { tenantId = Tenant.Default, row.ApplicationId, row.PrincipalId, row.RoleId },
                transaction);
            if (taken is not null)
                throw ApiException.Conflict($"The principal {row.PrincipalId} has this role already, by the assignment {taken}. Delete that one first, or choose another role.");

            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO assignment (tenant_id, id, application_id, principal_id, principal_type, role_id, transitive, valid_from, valid_until, created_at)
                VALUES (@tenantId, @Id, @ApplicationId, @PrincipalId, @PrincipalType, @RoleId, @TransitiveFlag, @ValidFrom, @ValidUntil, @CreatedAt)
                """,
                Parameters(row),
                transaction);
            await FeedWriter.AppendAsync(transaction, Tenant.Default, [FeedEntry.Assignment(row.PrincipalId, row.ApplicationId)]);
            await AuditAsync(transaction, Activities.AddAssignment, (null, row));
            return row;
        },
        cancellationToken);

    /// <summary>Takes an assignment away; false when there is none.</summary>
    public Task<bool> DeleteAsync(string id, AssignmentFilter filter, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var parameters = filter.Parameters("", 0);
            parameters.Add("id", id);
            var row = await transaction.Connection!.QuerySingleOrDefaultAsync<AssignmentRow>(
                $"{Found} {filter.Where} AND id = @id" + RowLock.ForUpdate(transaction), parameters, transaction);
            if (row is null)
                return false;
            await DeleteAsync(transaction, [row]);
            await AuditAsync(transaction, Activities.RemoveAssignment, (row, null));
            return true;
        },
        cancellationToken);

    /// <summary>Takes away every assignment of a principal that goes for good, within the caller's transaction.</summary>
    public static async Task DeleteOfAsync(DbTransaction transaction, string principalId)
    {
        var rows = await transaction.Connection!.QueryAsync<AssignmentRow>(
            Found + "principal_id = @principalId ORDER BY id" + RowLock.ForUpdate(transaction), new { tenantId = Tenant.Default, principalId }, transaction);
        await DeleteAsync(transaction, rows.AsList());
    }

    private static async Task DeleteAsync(DbTransaction transaction, IReadOnlyList<AssignmentRow> rows)
    {
        await FeedWriter.AppendAsync(transaction, Tenant.Default, [.. rows.Select(row => FeedEntry.Assignment(row.PrincipalId, row.ApplicationId))]);
        await transaction.Connection!.ExecuteAsync(
            "DELETE FROM assignment WHERE tenant_id = @tenantId AND id = @Id", rows.Select(row => new { tenantId = Tenant.Default, row.Id }), transaction);
    }

    private Task AuditAsync(DbTransaction transaction, string activity, (AssignmentRow? Before, AssignmentRow? After) change) => AuditStore.AppendAsync(transaction, new AuditEntry
    {
        Activity = activity,
        Category = AuditCategory.Application,
        TargetType = "AppRoleAssignment",
        TargetId = (change.Before ?? change.After!).Id,
        Before = JsonSerializer.SerializeToNode(change.Before, JsonSerializerOptions.Web),
        After = JsonSerializer.SerializeToNode(change.After, JsonSerializerOptions.Web),
        At = time.GetUtcNow(),
    });

    private static async Task<string> PrincipalTypeAsync(DbTransaction transaction, string id)
    {
        var lockRows = RowLock.ForUpdate(transaction);
        var parameters = new { tenantId = Tenant.Default, id };
        if (await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
            "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND id = @id AND deleted_at IS NULL" + lockRows, parameters, transaction) is not null)
        {
            return FeedObject.User;
        }

        var enabled = await transaction.Connection!.QuerySingleOrDefaultAsync<int?>(
            "SELECT security_enabled FROM directory_group WHERE tenant_id = @tenantId AND id = @id AND deleted_at IS NULL" + lockRows, parameters, transaction);
        return enabled switch
        {
            null => throw ApiException.NotFound($"No user and no group has the id '{id}'. Give the id of one that is in the directory as principalId."),
            0 => throw ApiException.BadRequest($"The group {id} is not security enabled, so it can bring nobody into scope. Set its securityEnabled to true first."),
            _ => FeedObject.Group,
        };
    }

    private static object Parameters(AssignmentRow row) => new
    {
        tenantId = Tenant.Default,
        row.Id,
        row.ApplicationId,
        row.PrincipalId,
        row.PrincipalType,
        row.RoleId,
        row.TransitiveFlag,
        row.ValidFrom,
        row.ValidUntil,
        row.CreatedAt,
    };
}
