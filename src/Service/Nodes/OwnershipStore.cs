using System.Data.Common;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Nodes;

/// <summary>
/// Which node has a job. The scheduler decides who is offered a job; here it is decided who gets it, because the scheduler itself may offer
/// one job twice: a node that was stopped does not know what was done without it. Invariant: a job changes hands only when its owner gave
/// it back or has not been seen for the whole of its lease, and each change raises the epoch.
/// </summary>
internal sealed class OwnershipStore(Database database, NodeStore nodes, Node node)
{
    private const string OfJob = "WHERE tenant_id = @tenantId AND id = @jobId";

    /// <summary>Takes the job for an owner of this node; null when another node has it, or there is no such job.</summary>
    public Task<Acquisition?> AcquireAsync(string jobId, string owner, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, jobId, owner, nodeId = node.Id };
            var rows = await transaction.Connection!.QueryAsync<string?>($"SELECT owner_node FROM job {OfJob}{RowLock.ForUpdate(transaction)}", parameters, transaction);
            if (rows.AsList() is not [var holder] || await IsHeldAsync(transaction, holder))
                return null;

            var epoch = await transaction.Connection!.ExecuteScalarAsync<long>(
                $"UPDATE job SET owner = @owner, owner_node = @nodeId, epoch = epoch + 1 {OfJob} RETURNING epoch", parameters, transaction);
            var open = await transaction.Connection!.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM intent WHERE tenant_id = @tenantId AND job_id = @jobId", parameters, transaction);
            return new Acquisition(epoch, open > 0);
        },
        cancellationToken);

    /// <summary>Gives the job back, if this owner still has it.</summary>
    public Task ReleaseAsync(string jobId, string owner, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"UPDATE job SET owner = NULL, owner_node = NULL {OfJob} AND owner = @owner", new { tenantId = Tenant.Default, jobId, owner }, transaction),
        cancellationToken);

    /// <summary>Whether a run of this owner may still write and send.</summary>
    public async Task<bool> IsOwnerAsync(string jobId, string owner, long epoch, CancellationToken cancellationToken) => await database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(
            $"SELECT COUNT(*) FROM job {OfJob} AND owner = @owner AND epoch = @epoch", new { tenantId = Tenant.Default, jobId, owner, epoch }),
        cancellationToken) == 1;

    /// <summary>What this node itself has may be taken again: it runs a job once at most, and asks only when it does not.</summary>
    private async Task<bool> IsHeldAsync(DbTransaction transaction, string? holder) =>
        database.IsShared && holder is not null && holder != node.Id && await nodes.IsThereAsync(transaction.Connection!, holder, transaction);
}
