using System.Text.Json;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Assignments;

/// <summary>The roles of applications. A role goes into every assignment's meaning, so a change of the list is a change of all of them.</summary>
internal sealed class AppRoleStore(Database database, DirectoryChanges changes)
{
    public async Task<IReadOnlyList<AppRole>> ListAsync(string applicationId, CancellationToken cancellationToken)
    {
        var text = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>(
                "SELECT app_roles FROM application WHERE tenant_id = @tenantId AND id = @applicationId", new { tenantId = Tenant.Default, applicationId }),
            cancellationToken);
        return Read(text);
    }

    /// <summary>Replaces the list. A role that is assigned can be disabled or renamed, not taken out.</summary>
    public Task SetAsync(string applicationId, IReadOnlyList<AppRole> roles, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteScalarAsync<string>(
                "SELECT id FROM application WHERE tenant_id = @tenantId AND id = @applicationId" + RowLock.ForUpdate(transaction),
                new { tenantId = Tenant.Default, applicationId },
                transaction);
            var assigned = (await transaction.Connection!.QueryAsync<(string PrincipalId, string RoleId)>(
                "SELECT principal_id, role_id FROM assignment WHERE tenant_id = @tenantId AND application_id = @applicationId ORDER BY id",
                new { tenantId = Tenant.Default, applicationId },
                transaction)).AsList();
            var known = roles.Select(role => role.Id).Append(AssignmentRow.DefaultRole).ToHashSet(StringComparer.Ordinal);
            if (assigned.Find(row => !known.Contains(row.RoleId)) is { RoleId: { } used })
                throw ApiException.Conflict($"The role {used} is assigned. Delete its assignments first, or keep it and set isEnabled to false.");

            await transaction.Connection!.ExecuteAsync(
                "UPDATE application SET app_roles = @roles WHERE tenant_id = @tenantId AND id = @applicationId",
                new { tenantId = Tenant.Default, applicationId, roles = JsonSerializer.Serialize(roles, JsonSerializerOptions.Web) },
                transaction);
            await FeedWriter.AppendAsync(
                transaction, Tenant.Default, [.. assigned.Select(row => row.PrincipalId).Distinct(StringComparer.Ordinal).Select(id => FeedEntry.Assignment(id, applicationId))]);
        },
        cancellationToken);

    public static IReadOnlyList<AppRole> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize<List<AppRole>>(text, JsonSerializerOptions.Web)!;
}
