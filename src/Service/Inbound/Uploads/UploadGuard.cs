using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Guards;
using Sutler.Service.Jobs;
using Sutler.Service.Store;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// Holds records that would take too many users out of use: what waits together with what the last hour has taken out of use, since callers
/// send 50 records at a time. The other records go on. Within the batch's transaction.
/// </summary>
internal sealed class UploadGuard(DbTransaction transaction, JobRow job, EngineOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public async Task CheckAsync(bool byEmployee)
    {
        var parameters = new { tenantId = Tenant.Default, jobId = job.Id, since = EscrowStore.Text(options.Time.GetUtcNow() - Window) };
        var recent = await transaction.Connection!.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM inbound_row WHERE tenant_id = @tenantId AND job_id = @jobId AND action = 'disable' AND accepted = 0 AND processed_at > @since", parameters, transaction);
        var waiting = (await transaction.Connection!.QueryAsync<string>(
            $"""
            SELECT DISTINCT u.id FROM inbound_row r
            JOIN directory_user u ON u.tenant_id = r.tenant_id AND u.{(byEmployee ? "employee_id" : "upn_key")} = r.match_key
            WHERE r.tenant_id = @tenantId AND r.job_id = @jobId AND r.status IN ('{UploadStatus.Staged}', '{UploadStatus.Held}') AND r.inactive = 1 AND r.accepted = 0
                AND u.deleted_at IS NULL AND u.account_enabled = 1
            """,
            parameters,
            transaction)).AsList();
        var settings = JobSettings.Read(job.Settings, new Dictionary<string, string>(StringComparer.Ordinal));
        var guard = new RemovalGuard(settings.RemovalCount ?? options.GuardCount, settings.RemovalPercent / 100.0 ?? options.GuardShare);
        if (waiting.Count == 0 || recent + waiting.Count <= guard.Count)
            return;
        var users = recent + await transaction.Connection!.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM directory_user WHERE tenant_id = @tenantId AND deleted_at IS NULL AND account_enabled = 1", parameters, transaction);
        if (guard.Holds(recent + waiting.Count, users))
            await HoldAsync(recent + waiting.Count, users, waiting);
    }

    private async Task HoldAsync(int removals, int users, IReadOnlyList<string> ids)
    {
        var parameters = new { tenantId = Tenant.Default, jobId = job.Id };
        await transaction.Connection!.ExecuteAsync(
            $"UPDATE inbound_row SET status = '{UploadStatus.Held}' WHERE tenant_id = @tenantId AND job_id = @jobId AND status = '{UploadStatus.Staged}' AND inactive = 1 AND accepted = 0", parameters, transaction);
        var names = await transaction.Connection!.QueryAsync<string>(
            $"SELECT upn_key FROM directory_user WHERE tenant_id = @tenantId AND {IdList.In("id")} ORDER BY upn_key", new { tenantId = Tenant.Default, ids = IdList.Of(ids.Take(10)) }, transaction);
        var held = new HeldRecord
        {
            Removals = removals,
            Linked = users,
            FeedPosition = job.Watermark ?? 0,
            Samples = [.. names],
            Since = job.HeldRecord?.Since ?? options.Time.GetUtcNow(),
            Message = $"The records taken in within an hour would take {removals} of {users} users out of use; those that would are held, the others go on.",
            Remedy = $"Look at who they are. If they are right, accept them: POST /api/v1/inbound/jobs/{job.Id}/accept. If not, drop them: POST /api/v1/inbound/jobs/{job.Id}/discard, and send correct records.",
        };
        await transaction.Connection!.ExecuteAsync(
            "UPDATE job SET held = @held WHERE tenant_id = @tenantId AND id = @jobId", new { tenantId = Tenant.Default, jobId = job.Id, held = JsonSerializer.Serialize(held, JsonSerializerOptions.Web) }, transaction);
    }
}
