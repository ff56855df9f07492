using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Nodes;

/// <summary>This node and what it sees of the others.</summary>
internal sealed record NodeWatch(Node Node, NodeStore Store, ActivityStore Activities, Database Database)
{
    /// <summary>How many jobs there are in all.</summary>
    public Task<int> JobsAsync(CancellationToken cancellationToken) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM job WHERE tenant_id = @tenantId", new { tenantId = Tenant.Default }), cancellationToken);
}
