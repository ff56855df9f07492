using System.Data.Common;
using Dapper;
using Sutler.Service.Store;

namespace Sutler.Service.Jobs;

/// <summary>
/// Drops what the scope names and takes the job from the run under way, whose next write is refused. Open intents stay: what was sent must
/// be found out whatever is forgotten.
/// </summary>
internal sealed class RestartCommand(RestartScope scope)
{
    public async Task ExecuteAsync(DbTransaction transaction, string jobId)
    {
        await RunAsync("UPDATE job SET epoch = epoch + 1 WHERE tenant_id = @tenantId AND id = @jobId");
        if (scope.HasFlag(RestartScope.QuarantineState))
            await Quarantine.QuarantineGate.LiftAsync(transaction, jobId);
        if (scope.HasFlag(RestartScope.ForceDeletes))
            await Guards.RemovalGate.ReleaseAllAsync(transaction, jobId);
        if (scope.HasFlag(RestartScope.Watermark))
        {
            await RunAsync("UPDATE job SET watermark = NULL, cycle = NULL, cursor = NULL WHERE tenant_id = @tenantId AND id = @jobId");
            await RunAsync("UPDATE link SET version_settled = 0 WHERE tenant_id = @tenantId AND job_id = @jobId");
        }

        if (scope.HasFlag(RestartScope.Escrows))
            await Inbound.Uploads.UploadStore.PurgeAsync(transaction, jobId);
        if (scope.HasFlag(RestartScope.Escrows))
            await RunAsync("UPDATE escrow SET attempts = 0, next_due = '' WHERE tenant_id = @tenantId AND job_id = @jobId");
        if (scope.HasFlag(RestartScope.ConnectorDataStore))
        {
            await RunAsync("DELETE FROM link WHERE tenant_id = @tenantId AND job_id = @jobId");
            await RunAsync("DELETE FROM membership WHERE tenant_id = @tenantId AND job_id = @jobId");
            await RunAsync("DELETE FROM pending_reference WHERE tenant_id = @tenantId AND job_id = @jobId");
        }

        Task<int> RunAsync(string sql) => transaction.Connection!.ExecuteAsync(sql, new { tenantId = Tenant.Default, jobId }, transaction);
    }

    /// <summary>Reads the comma-separated list of the API; nothing means what the portal's button does.</summary>
    public static RestartScope Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return RestartScope.QuarantineState | RestartScope.Watermark | RestartScope.Escrows;

        var scope = RestartScope.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            scope |= Enum.TryParse<RestartScope>(name, ignoreCase: true, out var part) && !char.IsAsciiDigit(name[0])
                ? part
                : throw Api.ApiException.BadRequest($"resetScope '{name}' is not known. Use None, Watermark, Escrows, QuarantineState, ConnectorDataStore, ForceDeletes or Full, separated by commas.");
        }

        return scope;
    }
}
