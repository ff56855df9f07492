using System.Data.Common;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Nodes;

/// <summary>The nodes that share the store, and which of them is there. All times are the store's own: the clocks of nodes may differ.</summary>
internal sealed class NodeStore(Database database, NodeOptions options)
{
    /// <summary>Says that the node is there.</summary>
    public Task BeatAsync(Node node, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"""
            INSERT INTO node (id, url, started_at, seen_at) VALUES (@Id, @Url, {database.TimeSql()}, {database.TimeSql()})
            ON CONFLICT (id) DO UPDATE SET url = excluded.url, seen_at = excluded.seen_at
            """,
            node,
            transaction),
        cancellationToken);

    /// <summary>The node goes: nobody need wait for its lease to end.</summary>
    public Task LeaveAsync(Node node, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("DELETE FROM node WHERE id = @Id", node, transaction), cancellationToken);

    /// <summary>Forgets nodes that have been gone for long.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync($"DELETE FROM node WHERE seen_at < {database.TimeSql(options.Forget)}", transaction: transaction), cancellationToken);

    /// <summary>How many jobs each node has that is there.</summary>
    public Task<IReadOnlyDictionary<string, int>> LoadsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyDictionary<string, int>)(await connection.QueryAsync<(string Id, long Jobs)>(
            $"""
            SELECT n.id, (SELECT COUNT(*) FROM job j WHERE j.tenant_id = @tenantId AND j.owner_node = n.id) FROM node n
            WHERE n.seen_at >= {database.TimeSql(options.Lease)}
            """,
            new { tenantId = Tenant.Default })).ToDictionary(row => row.Id, row => (int)row.Jobs, StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Whether the node said so within its lease.</summary>
    public async Task<bool> IsThereAsync(DbConnection connection, string nodeId, DbTransaction? transaction) => await connection.ExecuteScalarAsync<long>(
        $"SELECT COUNT(*) FROM node WHERE id = @nodeId AND seen_at >= {database.TimeSql(options.Lease)}", new { nodeId }, transaction) > 0;
}
