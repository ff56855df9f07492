using System.Data.Common;
using Dapper;
using Sutler.Service.Planning;
using Sutler.Service.Store;

namespace Sutler.Service.Links;

/// <summary>Writes links within the caller's transaction, many at a time. A target object has one link at most in a job (S/MATCH-6).</summary>
internal sealed class LinkStore(DbTransaction transaction, string jobId)
{
    private const string OfSource = "WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @sourceId";

    private DbConnection Connection => transaction.Connection!;

    /// <summary>Claims target objects for source objects and the version to be sent; returns the source objects whose target another one has.</summary>
    public async Task<IReadOnlySet<string>> ClaimAsync(IReadOnlyList<(string SourceId, string TargetId, long Version)> claims)
    {
        const string sql = """
            INSERT INTO link (tenant_id, job_id, source_id, target_id, version_sent, version_settled, active)
            VALUES (@tenantId, @jobId, @SourceId, @TargetId, @Version, 0, 1)
            ON CONFLICT DO NOTHING
            """;
        await Connection.ExecuteAsync(sql, claims.Select(claim => new { tenantId = Tenant.Default, jobId, claim.SourceId, claim.TargetId, claim.Version }), transaction);
        await Connection.ExecuteAsync(
            "UPDATE link SET version_sent = @Version WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @SourceId",
            claims.Select(claim => new { tenantId = Tenant.Default, jobId, claim.SourceId, claim.Version }),
            transaction);
        return await TakenAsync([.. claims.Select(claim => (claim.SourceId, claim.TargetId))]);
    }

    /// <summary>Writes down that the targets have what the changes say; returns the source objects whose target another one has.</summary>
    public async Task<IReadOnlySet<string>> SettleAsync(IReadOnlyList<(Change Change, string TargetId)> settled)
    {
        var rows = settled.Select(item => new
        {
            tenantId = Tenant.Default,
            jobId,
            sourceId = item.Change.SourceId,
            targetId = item.TargetId,
            version = item.Change.SourceVersion,
            active = item.Change.Active ? 1 : 0,
            name = item.Change.DisplayName,
            references = LinkRow.Write(item.Change.References),
        }).ToList();
        const string insert = """
            INSERT INTO link (tenant_id, job_id, source_id, target_id, version_sent, version_settled, active, display_name, references_sent)
            VALUES (@tenantId, @jobId, @sourceId, @targetId, @version, @version, @active, @name, @references)
            ON CONFLICT DO NOTHING
            """;
        if (await Connection.ExecuteAsync(insert, rows, transaction) == rows.Count)
            return new HashSet<string>(StringComparer.Ordinal);

        await Connection.ExecuteAsync(
            $"""
            UPDATE link SET version_sent = @version, version_settled = @version, active = @active, display_name = @name, references_sent = @references
            {OfSource} AND target_id = @targetId
            """,
            rows,
            transaction);
        return await TakenAsync([.. rows.Select(row => (row.sourceId, row.targetId))]);
    }

    public async Task RemoveAsync(IReadOnlyList<string> sourceIds)
    {
        if (sourceIds.Count == 0)
            return;
        foreach (var table in (string[])["link", "pending_reference"])
            await DeleteAsync(table, sourceIds);
    }

    /// <summary>Replaces the references that objects wait for.</summary>
    /// <param name="fresh">Objects that had none before.</param>
    /// <param name="changed">Objects that may have had some.</param>
    public async Task WaitAsync(IEnumerable<Change> fresh, IReadOnlyList<Change> changed)
    {
        if (changed.Count > 0)
            await DeleteAsync("pending_reference", [.. changed.Select(change => change.SourceId)]);
        await Connection.ExecuteAsync(
            """
            INSERT INTO pending_reference (tenant_id, job_id, source_id, attribute, referent_id, current_value)
            VALUES (@tenantId, @jobId, @SourceId, @Attribute, @ReferentId, @CurrentValue)
            """,
            fresh.Concat(changed).SelectMany(change => change.Pending.Select(reference => new
            {
                tenantId = Tenant.Default,
                jobId,
                change.SourceId,
                reference.Attribute,
                reference.ReferentId,
                reference.CurrentValue,
            })),
            transaction);
    }

    private Task<int> DeleteAsync(string table, IReadOnlyList<string> sourceIds) => Connection.ExecuteAsync(
        $"DELETE FROM {table} WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
        new { tenantId = Tenant.Default, jobId, ids = IdList.Of(sourceIds) },
        transaction);

    private async Task<IReadOnlySet<string>> TakenAsync(IReadOnlyList<(string SourceId, string TargetId)> wanted)
    {
        var owned = await Connection.QueryAsync<(string SourceId, string TargetId)>(
            $"SELECT source_id, target_id FROM link WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
            new { tenantId = Tenant.Default, jobId, ids = IdList.Of(wanted.Select(link => link.SourceId)) },
            transaction);
        var links = owned.ToHashSet();
        return wanted.Where(link => !links.Contains(link)).Select(link => link.SourceId).ToHashSet(StringComparer.Ordinal);
    }
}
