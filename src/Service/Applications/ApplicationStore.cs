using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applications;

/// <summary>Applications, and their secrets under the master key.</summary>
internal sealed class ApplicationStore(Database database, MasterKey key, SecretReferences references, TimeProvider time)
{
    private const string OfApplication = "WHERE tenant_id = @tenantId AND id = @id";

    public Task<IReadOnlyList<ApplicationRow>> ListAsync(CancellationToken cancellationToken) =>
        ListAsync(new PageRequest(int.MaxValue - 1, "", Count: false), SqlCondition.None, cancellationToken);

    /// <summary>In the order in which they were made; one more than asked for where there is more. The skip token is how many came before.</summary>
    public Task<IReadOnlyList<ApplicationRow>> ListAsync(PageRequest page, SqlCondition condition, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var skip = 0;
            if (page.SkipToken.Length > 0 && !int.TryParse(page.SkipToken, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
                throw ApiException.BadRequest("$skiptoken is none of this service. Take it from @odata.nextLink.");
            return (IReadOnlyList<ApplicationRow>)(await connection.QueryAsync<ApplicationRow>(
                $"SELECT {ApplicationRow.Columns} FROM application WHERE tenant_id = @tenantId{condition.Sql} ORDER BY created_at, id LIMIT @limit OFFSET @skip",
                condition.Parameters(new { tenantId = Tenant.Default, limit = page.Top + 1, skip }))).AsList();
        },
        cancellationToken);

    public Task<ApplicationRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<ApplicationRow>($"SELECT {ApplicationRow.Columns} FROM application {OfApplication}", new { tenantId = Tenant.Default, id }),
        cancellationToken);

    public Task<string?> FindByAppIdAsync(string appId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<string?>("SELECT id FROM application WHERE tenant_id = @tenantId AND app_id = @appId", new { tenantId = Tenant.Default, appId }),
        cancellationToken);

    public Task<ApplicationRow> CreateAsync(ApplicationDraft draft, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var row = await transaction.Connection!.QuerySingleAsync<ApplicationRow>(
                $"""
                INSERT INTO application (tenant_id, id, app_id, display_name, agent_group, template_id, notes, account_enabled, created_at)
                VALUES (@tenantId, @id, @appId, @DisplayName, @AgentGroup, @TemplateId, @Notes, @enabled, @now)
                RETURNING {ApplicationRow.Columns}
                """,
                new
                {
                    tenantId = Tenant.Default,
                    id = Guid.NewGuid().ToString(),
                    appId = Guid.NewGuid().ToString(),
                    draft.DisplayName,
                    draft.AgentGroup,
                    draft.TemplateId,
                    draft.Notes,
                    enabled = draft.AccountEnabled is false ? 0 : 1,
                    now = EscrowStore.Text(time.GetUtcNow()),
                },
                transaction);
            await AuditStore.AppendAsync(transaction, Entry(Activities.AddApplication, row) with { After = row.ShowServicePrincipal() });
            return row;
        },
        cancellationToken);

    public Task<ApplicationRow> UpdateAsync(string id, ApplicationDraft draft, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var before = await RequireAsync(transaction, id);
            var after = await transaction.Connection!.QuerySingleAsync<ApplicationRow>(
                $"UPDATE application SET display_name = @DisplayName, agent_group = @AgentGroup, notes = @Notes, account_enabled = @AccountEnabled {OfApplication} RETURNING {ApplicationRow.Columns}",
                new
                {
                    tenantId = Tenant.Default,
                    id,
                    DisplayName = draft.DisplayName ?? before.DisplayName,
                    AgentGroup = draft.SetsGroup ? draft.AgentGroup : before.AgentGroup,
                    Notes = draft.SetsNotes ? draft.Notes : before.Notes,
                    AccountEnabled = draft.AccountEnabled is { } enabled ? (enabled ? 1 : 0) : before.AccountEnabled,
                },
                transaction);
            await AuditStore.AppendAsync(transaction, Entry(Activities.UpdateApplication, after) with { Before = before.ShowServicePrincipal(), After = after.ShowServicePrincipal() });
            return after;
        },
        cancellationToken);

    /// <summary>Only an application without jobs can go: its jobs know what stands at the target.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var row = await RequireAsync(transaction, id);
            if (await transaction.Connection!.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM job WHERE tenant_id = @tenantId AND application_id = @id", new { tenantId = Tenant.Default, id }, transaction) > 0)
                throw ApiException.Conflict($"The application '{row.DisplayName}' has jobs. Delete them first.");
            await transaction.Connection!.ExecuteAsync($"DELETE FROM application {OfApplication}", new { tenantId = Tenant.Default, id }, transaction);
            await AuditStore.AppendAsync(transaction, Entry(Activities.DeleteApplication, row) with { Before = row.ShowServicePrincipal() });
        },
        cancellationToken);

    /// <summary>The secrets with their references followed.</summary>
    /// <exception cref="Storage.Secrets.SecretException">A reference leads to nothing.</exception>
    public async Task<ApplicationSecrets> SecretsAsync(string id, CancellationToken cancellationToken) =>
        new((await StoredSecretsAsync(id, cancellationToken)).ToDictionary(secret => secret.Key, secret => references.Resolve(secret.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>The secrets as they were put: references stay references.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StoredSecretsAsync(string id, CancellationToken cancellationToken) => Open(id, await database.ReadAsync(
        connection => connection.ExecuteScalarAsync<byte[]?>($"SELECT secrets FROM application {OfApplication}", new { tenantId = Tenant.Default, id }), cancellationToken));

    /// <summary>Replaces the whole set (S/GRAPH-17).</summary>
    public Task SetSecretsAsync(string id, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var row = await RequireAsync(transaction, id);
            var before = Open(id, await transaction.Connection!.ExecuteScalarAsync<byte[]?>($"SELECT secrets FROM application {OfApplication}", new { tenantId = Tenant.Default, id }, transaction));
            var secrets = key.Protect(Purpose(id), JsonSerializer.SerializeToUtf8Bytes(values));
            await transaction.Connection!.ExecuteAsync($"UPDATE application SET secrets = @secrets {OfApplication}", new { tenantId = Tenant.Default, id, secrets }, transaction);
            var (old, now) = SecretView.Difference(before, values);
            await AuditStore.AppendAsync(transaction, Entry(Activities.UpdateSettings, row) with { Category = AuditCategory.Provisioning, Before = old, After = now });
        },
        cancellationToken);

    private Dictionary<string, string> Open(string id, byte[]? closed) => closed is null
        ? new(StringComparer.OrdinalIgnoreCase)
        : new(JsonSerializer.Deserialize<Dictionary<string, string>>(key.Unprotect(Purpose(id), closed))!, StringComparer.OrdinalIgnoreCase);

    private static async Task<ApplicationRow> RequireAsync(DbTransaction transaction, string id) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<ApplicationRow>(
            $"SELECT {ApplicationRow.Columns} FROM application {OfApplication}{RowLock.ForUpdate(transaction)}", new { tenantId = Tenant.Default, id }, transaction)
        ?? throw ApiException.NotFound($"No service principal has the id '{id}'.");

    private AuditEntry Entry(string activity, ApplicationRow row) => new()
    {
        Activity = activity,
        Category = AuditCategory.Application,
        TargetType = "ServicePrincipal",
        TargetId = row.Id,
        TargetName = row.DisplayName,
        At = time.GetUtcNow(),
    };

    private static string Purpose(string id) => "application-secrets/" + id;
}
