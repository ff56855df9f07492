using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Guards;

/// <summary>How many links a job has.</summary>
internal sealed class GuardStore(Database database, string jobId)
{
    public Task<int> LinkedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM link WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId }),
        cancellationToken);
}
