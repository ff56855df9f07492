using Dapper;
using Sutler.Service.Applying;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Links;

/// <summary>References that wait: found by index as soon as the referent is linked (S/CYCLE-16).</summary>
internal sealed class ReferenceStore(Database database, string jobId)
{
    public Task<IReadOnlyList<WaitingReference>> ReadyAsync(string after, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<WaitingReference>)(await connection.QueryAsync<WaitingReference>(
            """
            SELECT p.source_id AS SourceId, s.object_type AS ObjectType, p.attribute AS Attribute, p.current_value AS CurrentValue, s.target_id AS TargetId,
                r.target_id AS ReferentTargetId, s.display_name AS DisplayName, s.references_sent AS ReferencesSent, s.version_settled AS Version
            FROM pending_reference p
            JOIN link s ON s.tenant_id = p.tenant_id AND s.job_id = p.job_id AND s.source_id = p.source_id AND s.version_settled > 0
            JOIN link r ON r.tenant_id = p.tenant_id AND r.job_id = p.job_id AND r.source_id = p.referent_id AND r.version_settled > 0
            WHERE p.tenant_id = @tenantId AND p.job_id = @jobId AND p.source_id > @after
            ORDER BY p.source_id LIMIT @limit
            """,
            new { tenantId = Tenant.Default, jobId, after, limit })).AsList(),
        cancellationToken);

    /// <summary>
    /// Writes down what is about to be sent: from here on the reference is this job's own. The waiting row is the journal: it stays until
    /// the end of the call is known, and setting a reference twice sets it once.
    /// </summary>
    public Task JournalAsync(IReadOnlyList<WaitingReference> references, long epoch, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await JobLease.RequireAsync(transaction, jobId, epoch);
            await transaction.Connection!.ExecuteAsync(
                "UPDATE link SET references_sent = @sent WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @SourceId",
                references.Select(reference => new { tenantId = Tenant.Default, jobId, reference.SourceId, sent = Add(reference) }),
                transaction);
        },
        cancellationToken);

    /// <summary>Ends the waiting of the references that are set; those that failed are tried again when they are due.</summary>
    public Task SettleAsync(IReadOnlyList<WaitingReference> done, IReadOnlyList<WorkItem> sent, JobContext job, CycleRecord cycle) => database.WriteAsync(
        async transaction =>
        {
            await JobLease.AdvanceAsync(transaction, job, (cycle, null));
            await transaction.Connection!.ExecuteAsync(
                "DELETE FROM pending_reference WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @SourceId AND attribute = @Attribute",
                done.Select(reference => new { tenantId = Tenant.Default, jobId, reference.SourceId, reference.Attribute }),
                transaction);
            var escrow = new EscrowStore(transaction, jobId);
            foreach (var item in sent.Where(item => item.Failure is not null))
                await escrow.PutAsync(item.SourceId, item.Failure!, job.Options.Time.GetUtcNow());
            await LogStore.AppendAsync(transaction, sent.Select(item => LogRecord.Of(item, job, cycle)));
        },
        CancellationToken.None);

    private static string Add(WaitingReference reference) => LinkRow.Write(new Dictionary<string, string>(LinkRow.Read(reference.ReferencesSent), StringComparer.Ordinal)
    {
        [reference.Attribute] = reference.ReferentTargetId,
    })!;
}
