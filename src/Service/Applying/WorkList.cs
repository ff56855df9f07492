using System.Runtime.CompilerServices;
using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applying;

/// <summary>Which objects a cycle looks at, in pages: users before groups, so that members are there when groups are.</summary>
internal sealed class WorkList(Database database, JobContext job)
{
    private const string GroupCursor = "group:";
    private const string EndCursor = "~";

    private object Own => new { tenantId = Tenant.Default, jobId = job.JobId };

    /// <summary>Objects of one batch.</summary>
    /// <param name="Ids">Source ids.</param>
    /// <param name="Cursor">The place after them; null when the list is short enough to begin again.</param>
    public sealed record Page(IReadOnlyList<string> Ids, string? Cursor)
    {
        /// <summary>Look at the objects even when the target is known to have their newest version.</summary>
        public bool Force { get; init; }
    }

    /// <summary>All objects that may concern the job, from a place on; then links whose object is gone for good.</summary>
    public async IAsyncEnumerable<Page> AllAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inGroups = cursor?.StartsWith(GroupCursor, StringComparison.Ordinal) is true;
        if (!inGroups && cursor != EndCursor)
        {
            await foreach (var page in OfTypeAsync(JobSchema.User, cursor ?? "", cancellationToken))
                yield return page;
        }

        if (job.Schema.For(JobSchema.Group).Enabled && cursor != EndCursor)
        {
            await foreach (var page in OfTypeAsync(JobSchema.Group, inGroups ? cursor![GroupCursor.Length..] : "", cancellationToken))
                yield return page with { Cursor = GroupCursor + page.Cursor };
        }

        const string orphans = """
            SELECT l.source_id FROM link l WHERE l.tenant_id = @tenantId AND l.job_id = @jobId
            AND NOT EXISTS (SELECT 1 FROM directory_user u WHERE u.tenant_id = l.tenant_id AND u.id = l.source_id)
            AND NOT EXISTS (SELECT 1 FROM directory_group g WHERE g.tenant_id = l.tenant_id AND g.id = l.source_id)
            """;
        foreach (var page in Pages(await QueryAsync(orphans, Own, cancellationToken)))
            yield return page with { Cursor = EndCursor };
    }

    /// <summary>How many objects <see cref="AllAsync"/> gives from its beginning, about.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            if (!job.Settings.SyncAll)
                return (await AssignmentQuery.AllAsync(connection, job, JobSchema.User)).Count + (await AssignmentQuery.AllAsync(connection, job, JobSchema.Group)).Count;
            var users = await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM directory_user WHERE tenant_id = @tenantId", Own);
            return job.Schema.For(JobSchema.Group).Enabled ? users + await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM directory_group WHERE tenant_id = @tenantId", Own) : users;
        },
        cancellationToken);

    /// <summary>Objects that changed between two feed positions, or whose assignment did, each once, in the order of their last change.</summary>
    public async Task<IReadOnlyList<Page>> ChangedAsync(long after, long to, CancellationToken cancellationToken)
    {
        var (changed, touched) = await database.ReadAsync(connection => FeedQuery.ChangedAsync(connection, job, (after, to)), cancellationToken);
        var uses = job.UsesRoles;
        return [.. Pages(changed), .. Pages(touched).Select(page => page with { Force = uses })];
    }

    /// <summary>Objects whose calls nobody knows the end of, but for those that an earlier owner may still have on their way.</summary>
    public Task<IReadOnlyList<string>> OpenIntentsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<(string SourceId, long Epoch)>(
                "SELECT source_id, epoch FROM intent WHERE tenant_id = @tenantId AND job_id = @jobId ORDER BY source_id", Own);
            return (IReadOnlyList<string>)[.. rows.Where(row => !job.Lease.MayStillRun(row.Epoch)).Select(row => row.SourceId)];
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> DueEscrowsAsync(DateTimeOffset now, CancellationToken cancellationToken) => QueryAsync(
        "SELECT source_id FROM escrow WHERE tenant_id = @tenantId AND job_id = @jobId AND next_due <= @now ORDER BY next_due",
        new { tenantId = Tenant.Default, jobId = job.JobId, now = EscrowStore.Text(now) },
        cancellationToken);

    /// <summary>Accounts that have been out of use for so long that they are to be deleted (S/DEPROV-8).</summary>
    public Task<IReadOnlyList<string>> DueDeletesAsync(DateTimeOffset before, CancellationToken cancellationToken) => QueryAsync(
        "SELECT source_id FROM link WHERE tenant_id = @tenantId AND job_id = @jobId AND inactive_since <= @before ORDER BY source_id",
        new { tenantId = Tenant.Default, jobId = job.JobId, before = EscrowStore.Text(before) },
        cancellationToken);

    public IEnumerable<Page> Pages(IReadOnlyList<string> ids) => ids.Chunk(job.Options.BatchSize).Select(chunk => new Page(chunk, null));

    private async IAsyncEnumerable<Page> OfTypeAsync(string type, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!job.Settings.SyncAll)
        {
            var all = await database.ReadAsync(connection => AssignmentQuery.AllAsync(connection, job, type), cancellationToken);
            foreach (var chunk in all.Where(id => string.CompareOrdinal(id, after) > 0).Chunk(job.Options.BatchSize))
                yield return new Page(chunk, chunk[^1]);
            yield break;
        }

        var table = type == JobSchema.Group ? "directory_group" : "directory_user";
        while (true)
        {
            var ids = await QueryAsync(
                $"SELECT id FROM {table} WHERE tenant_id = @tenantId AND id > @after ORDER BY id LIMIT @size",
                new { tenantId = Tenant.Default, after, size = job.Options.BatchSize },
                cancellationToken);
            if (ids.Count == 0)
                yield break;
            after = ids[^1];
            yield return new Page(ids, after);
        }
    }

    private Task<IReadOnlyList<string>> QueryAsync(string sql, object parameters, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>(sql, parameters)).AsList(), cancellationToken);
}
