using System.Data.Common;
using Dapper;
using Sutler.Service.Applying;
using Sutler.Service.Escrow;
using Sutler.Service.Store;

namespace Sutler.Service.Links;

/// <summary>Writes links within the caller's transaction, many at a time. A target object has one link at most in a job (S/MATCH-6).</summary>
internal sealed class LinkStore(DbTransaction transaction, string jobId)
{
    private const string OfSource = "WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @sourceId";

    private DbConnection Connection => transaction.Connection!;

    /// <summary>Claims target objects for source objects and the version to be sent; returns the source objects whose target another one has.</summary>
    public async Task<IReadOnlySet<string>> ClaimAsync(IReadOnlyList<LinkClaim> claims)
    {
        const string sql = """
            INSERT INTO link (tenant_id, job_id, source_id, target_id, version_sent, version_settled, active, object_type)
            VALUES (@tenantId, @jobId, @SourceId, @TargetId, @Version, 0, 1, @ObjectType)
            ON CONFLICT DO NOTHING
            """;
        await Connection.ExecuteAsync(
            sql, claims.Select(claim => new { tenantId = Tenant.Default, jobId, claim.SourceId, claim.TargetId, claim.Version, claim.ObjectType }), transaction);
        await Connection.ExecuteAsync(
            "UPDATE link SET version_sent = @Version WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @SourceId",
            claims.Select(claim => new { tenantId = Tenant.Default, jobId, claim.SourceId, claim.Version }),
            transaction);
        return await TakenAsync([.. claims.Select(claim => (claim.SourceId, claim.TargetId))]);
    }

    /// <summary>Writes down that the targets have what the changes say; returns the source objects whose target another one has.</summary>
    /// <param name="settled">Changes that are done, with their target objects.</param>
    /// <param name="cycleId">Marks links that are new, in use again or out of use, so that memberships find them; null when all memberships are looked at anyway.</param>
    /// <param name="now">Since when an account that went out of use is out of use.</param>
    public async Task<IReadOnlySet<string>> SettleAsync(IReadOnlyList<WorkItem> settled, string? cycleId, DateTimeOffset now)
    {
        var rows = settled.Select(item => new
        {
            tenantId = Tenant.Default,
            jobId,
            sourceId = item.SourceId,
            targetId = item.TargetId!,
            version = item.Change!.SourceVersion,
            active = item.Change.Active ? 1 : 0,
            name = item.Change.DisplayName,
            references = LinkRow.Write(item.Change.References),
            objectType = item.Schema.SourceType,
            cycleId,
            since = item.Change.Active ? null : EscrowStore.Text(now),
        }).ToList();
        const string insert = """
            INSERT INTO link (tenant_id, job_id, source_id, target_id, version_sent, version_settled, active, display_name, references_sent, object_type, linked_cycle, inactive_since)
            VALUES (@tenantId, @jobId, @sourceId, @targetId, @version, @version, @active, @name, @references, @objectType, @cycleId, @since)
            ON CONFLICT DO NOTHING
            """;
        if (await Connection.ExecuteAsync(insert, rows, transaction) == rows.Count)
            return new HashSet<string>(StringComparer.Ordinal);

        await Connection.ExecuteAsync(
            $"""
            UPDATE link SET version_sent = @version, version_settled = @version, display_name = @name, references_sent = @references,
                linked_cycle = CASE WHEN version_settled = 0 OR active <> @active THEN @cycleId ELSE linked_cycle END,
                inactive_since = CASE WHEN @active = 1 THEN NULL ELSE COALESCE(inactive_since, @since) END,
                active = @active
            {OfSource} AND target_id = @targetId
            """,
            rows,
            transaction);
        return await TakenAsync([.. rows.Select(row => (row.sourceId, row.targetId))]);
    }

    /// <summary>Removes links whose target object is gone, with what this job put into it and with it into groups; who refers to them waits again.</summary>
    public async Task RemoveAsync(IReadOnlyList<string> sourceIds)
    {
        if (sourceIds.Count == 0)
            return;
        await WaitAgainAsync(sourceIds);
        foreach (var (table, column) in ((string, string)[])[("link", "source_id"), ("pending_reference", "source_id"), ("membership", "group_id"), ("membership", "member_id")])
            await DeleteAsync(table, column, sourceIds);
    }

    /// <summary>Forgets that these objects are in groups of the target, so that they are put there again (S/CYCLE-18).</summary>
    public Task ForgetMembershipsAsync(IReadOnlyList<string> members) =>
        members.Count == 0 ? Task.CompletedTask : DeleteAsync("membership", "member_id", members);

    /// <summary>Replaces the references that objects wait for.</summary>
    /// <param name="fresh">Objects that had none before.</param>
    /// <param name="changed">Objects that may have had some.</param>
    public async Task WaitAsync(IEnumerable<Planning.Change> fresh, IReadOnlyList<Planning.Change> changed)
    {
        if (changed.Count > 0)
            await DeleteAsync("pending_reference", "source_id", [.. changed.Select(change => change.SourceId)]);
        await Connection.ExecuteAsync(
            """
            INSERT INTO pending_reference (tenant_id, job_id, source_id, attribute, referent_id, current_value)
            VALUES (@tenantId, @jobId, @SourceId, @Attribute, @ReferentId, @CurrentValue)
            ON CONFLICT DO NOTHING
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

    /// <summary>The referent may be made again under another id: the references to it that were set are set again then.</summary>
    private async Task WaitAgainAsync(IReadOnlyList<string> sourceIds)
    {
        var gone = sourceIds.ToHashSet(StringComparer.Ordinal);
        var dependents = await Connection.QueryAsync<(string SourceId, string? Sent, string? ManagerId)>(
            $"""
            SELECT l.source_id, l.references_sent, u.manager_id FROM directory_user u
            JOIN link l ON l.tenant_id = u.tenant_id AND l.job_id = @jobId AND l.source_id = u.id AND l.references_sent IS NOT NULL
            WHERE u.tenant_id = @tenantId AND {IdList.In("u.manager_id")}
            """,
            new { tenantId = Tenant.Default, jobId, ids = IdList.Of(sourceIds) },
            transaction);
        await Connection.ExecuteAsync(
            """
            INSERT INTO pending_reference (tenant_id, job_id, source_id, attribute, referent_id, current_value)
            VALUES (@tenantId, @jobId, @SourceId, @Attribute, @ManagerId, NULL)
            ON CONFLICT DO NOTHING
            """,
            dependents.Where(row => !gone.Contains(row.SourceId)).SelectMany(row => LinkRow.Read(row.Sent).Keys.Select(attribute => new
            {
                tenantId = Tenant.Default,
                jobId,
                row.SourceId,
                Attribute = attribute,
                row.ManagerId,
            })),
            transaction);
    }

    private Task<int> DeleteAsync(string table, string column, IReadOnlyList<string> sourceIds) => Connection.ExecuteAsync(
        $"DELETE FROM {table} WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In(column)}",
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
