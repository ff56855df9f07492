using Dapper;
using Sutler.Service.Links;
using Sutler.Service.Planning;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>What the provisioning log and the links know of the objects whose changes are to be undone.</summary>
internal sealed class UndoStore(Database database)
{
    private const string Done = "tenant_id = @tenantId AND job_id = @jobId AND status IN ('success', 'warning') AND action IN ('create', 'update', 'disable', 'delete')";

    /// <summary>The objects that a cycle or an applied plan changed.</summary>
    public Task<IReadOnlyList<string>> ObjectsAsync(string jobId, string cycleId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>(
            $"SELECT DISTINCT source_id FROM provisioning_log WHERE {Done} AND cycle_id = @cycleId ORDER BY source_id", new { tenantId = Tenant.Default, jobId, cycleId })).AsList(),
        cancellationToken);

    /// <summary>What was done to these objects, in order.</summary>
    public Task<IReadOnlyList<UndoEntry>> EntriesAsync(string jobId, PlanSelection selection, IReadOnlyList<string> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<UndoEntry>(
                $"""
                SELECT source_id AS SourceId, action AS Action, source_name AS SourceName, target_id AS TargetId, change_id AS ChangeId, record AS Record FROM provisioning_log
                WHERE {Done} AND (@CycleId IS NULL OR cycle_id = @CycleId) AND {IdList.In("source_id")} ORDER BY sequence
                """,
                new { tenantId = Tenant.Default, jobId, selection.CycleId, ids = IdList.Of(ids) });
            return (IReadOnlyList<UndoEntry>)[.. rows.Where(row => selection.ChangeId is null || row.ChangeId == selection.ChangeId)];
        },
        cancellationToken);

    /// <summary>Links of these objects as they stand.</summary>
    public Task<IReadOnlyDictionary<string, LinkState>> LinksAsync(string jobId, IReadOnlyList<string> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<LinkRow>(
                $"SELECT {LinkRow.Columns} FROM link WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
                new { tenantId = Tenant.Default, jobId, ids = IdList.Of(ids) });
            return (IReadOnlyDictionary<string, LinkState>)rows.ToDictionary(row => row.SourceId, row => row.ToState(), StringComparer.Ordinal);
        },
        cancellationToken);

    /// <summary>References that these objects wait for.</summary>
    public Task<ILookup<string, PendingReference>> PendingAsync(string jobId, IReadOnlyList<string> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<(string SourceId, string Attribute, string? ReferentId, string? CurrentValue)>(
                $"SELECT source_id, attribute, referent_id, current_value FROM pending_reference WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
                new { tenantId = Tenant.Default, jobId, ids = IdList.Of(ids) });
            return rows.ToLookup(row => row.SourceId, row => new PendingReference(row.Attribute, row.ReferentId, row.CurrentValue), StringComparer.Ordinal);
        },
        cancellationToken);
}
