using System.Runtime.CompilerServices;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applying;

/// <summary>Which objects a cycle looks at, in pages.</summary>
internal sealed class WorkList(Database database, string jobId, int pageSize)
{
    /// <summary>Objects of one batch.</summary>
    /// <param name="Ids">Source ids.</param>
    /// <param name="Cursor">The place after them; null when the list is short enough to begin again.</param>
    public sealed record Page(IReadOnlyList<string> Ids, string? Cursor);

    /// <summary>All users by id, from a place on; then links whose user is gone for good.</summary>
    public async IAsyncEnumerable<Page> AllAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = cursor ?? "";
        while (true)
        {
            var ids = await QueryAsync(
                "SELECT id FROM directory_user WHERE tenant_id = @tenantId AND id > @after ORDER BY id LIMIT @pageSize", new { tenantId = Tenant.Default, after, pageSize }, cancellationToken);
            if (ids.Count == 0)
                break;
            after = ids[^1];
            yield return new Page(ids, after);
        }

        const string orphans = """
            SELECT l.source_id FROM link l WHERE l.tenant_id = @tenantId AND l.job_id = @jobId
            AND NOT EXISTS (SELECT 1 FROM directory_user u WHERE u.tenant_id = l.tenant_id AND u.id = l.source_id)
            """;
        foreach (var page in Pages(await QueryAsync(orphans, new { tenantId = Tenant.Default, jobId }, cancellationToken)))
            yield return page;
    }

    /// <summary>Objects that changed between two feed positions, each once, in the order of their last change.</summary>
    public async IAsyncEnumerable<Page> ChangedAsync(long after, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT object_id FROM directory_feed WHERE tenant_id = @tenantId AND position > @after AND position <= @to AND object_type = 'User'
            GROUP BY object_id ORDER BY MAX(position)
            """;
        foreach (var page in Pages(await QueryAsync(sql, new { tenantId = Tenant.Default, after, to }, cancellationToken)))
            yield return page;
    }

    public Task<IReadOnlyList<string>> OpenIntentsAsync(CancellationToken cancellationToken) =>
        QueryAsync("SELECT source_id FROM intent WHERE tenant_id = @tenantId AND job_id = @jobId ORDER BY source_id", new { tenantId = Tenant.Default, jobId }, cancellationToken);

    public Task<IReadOnlyList<string>> DueEscrowsAsync(DateTimeOffset now, CancellationToken cancellationToken) => QueryAsync(
        "SELECT source_id FROM escrow WHERE tenant_id = @tenantId AND job_id = @jobId AND next_due <= @now ORDER BY next_due",
        new { tenantId = Tenant.Default, jobId, now = Escrow.EscrowStore.Text(now) },
        cancellationToken);

    public IEnumerable<Page> Pages(IReadOnlyList<string> ids) => ids.Chunk(pageSize).Select(chunk => new Page(chunk, null));

    private Task<IReadOnlyList<string>> QueryAsync(string sql, object parameters, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>(sql, parameters)).AsList(), cancellationToken);
}
