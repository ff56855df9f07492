using Dapper;
using Sutler.Service.Guards;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applying;

/// <summary>Finds the linked objects that a cycle would take out of use, by the same loading and the same rules as planning.</summary>
internal sealed class LeaverFinder(Database database, JobContext job)
{
    private const string Active = "SELECT l.source_id FROM link l {0} WHERE l.tenant_id = @tenantId AND l.job_id = @jobId AND l.active = 1 AND l.source_id > @after {1} ORDER BY l.source_id LIMIT @limit";

    private const string Directory = """
        LEFT JOIN directory_user u ON u.tenant_id = l.tenant_id AND u.id = l.source_id
        LEFT JOIN directory_group g ON g.tenant_id = l.tenant_id AND g.id = l.source_id
        """;

    private const string Leaving = """
        AND (COALESCE(u.id, g.id) IS NULL OR u.deleted_at IS NOT NULL OR u.account_enabled = 0 OR g.deleted_at IS NOT NULL)
        """;

    /// <summary>All that leave.</summary>
    public async Task<IReadOnlyList<Leaver>> AllAsync(CancellationToken cancellationToken)
    {
        var sql = ScopeIsEverybody
            ? Active.Replace("{0}", Directory, StringComparison.Ordinal).Replace("{1}", Leaving, StringComparison.Ordinal)
            : Active.Replace("{0}", "", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal);
        var leavers = new List<Leaver>();
        var after = "";
        while (true)
        {
            var parameters = new { tenantId = Tenant.Default, jobId = job.JobId, after, limit = job.Options.BatchSize };
            var ids = await database.ReadAsync(async connection => (await connection.QueryAsync<string>(sql, parameters)).AsList(), cancellationToken);
            if (ids.Count == 0)
                return leavers;
            after = ids[^1];
            leavers.AddRange(await AmongAsync(ids, cancellationToken));
        }
    }

    /// <summary>Those of the objects that leave.</summary>
    public async Task<IReadOnlyList<Leaver>> AmongAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var leavers = new List<Leaver>();
        foreach (var chunk in ids.Chunk(job.Options.BatchSize))
        {
            var items = await job.Batches.LoadAsync(chunk, job, cancellationToken);
            leavers.AddRange(items.Where(Leaves).Select(item => new Leaver { SourceId = item.SourceId, Name = item.Source?.DisplayName ?? item.Link!.TargetId, ObjectType = item.Schema.SourceType, Kind = Removes(item) }));
        }

        return leavers;
    }

    private bool Leaves(WorkItem item) => item switch
    {
        { Schema.Enabled: false } or { Link: null or { Active: false } } => false,
        { Source: null } => item.Schema.Actions.Delete,
        { Source.IsSoftDeleted: false } or { Source.Scope.Dropped: true } => false,
        { Source.IsOutOfScopeOnly: true } when job.Settings.SkipOutOfScopeDeletions => false,
        { Source.Type: JobSchema.Group } => item.Schema.Actions.Delete,
        _ => item.Schema.Actions.Update,
    };

    private static RemovalKind Removes(WorkItem item) => item.Source is null or { Type: JobSchema.Group } ? RemovalKind.Delete : RemovalKind.Disable;

    private bool ScopeIsEverybody => job.Settings.SyncAll && job.Schema.Objects.All(schema => schema.Scope.Groups.Count == 0 && schema.InputScope.Groups.Count == 0);
}
