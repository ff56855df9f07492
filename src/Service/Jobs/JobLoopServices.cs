using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging;
using Sutler.Service.Quarantine;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Jobs;

/// <summary>What all loops share.</summary>
internal sealed class JobLoopServices(Database database, EngineOptions options, QuarantineGate quarantine, ILogger<JobLoop> logger)
{
    public EngineOptions Options => options;

    public ILogger Logger => logger;

    public QuarantineGate Quarantine => quarantine;

    /// <summary>When the next failed object of the job is due; null for none.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(string jobId, CancellationToken cancellationToken)
    {
        var text = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>(
                "SELECT MIN(next_due) FROM escrow WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId }),
            cancellationToken);
        return text switch
        {
            null => null,
            "" => options.Time.GetUtcNow(),
            _ => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
        };
    }
}
