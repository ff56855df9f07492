using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Guards;

/// <summary>Finds the links that a cycle would take out of use, and keeps which of them the operator has accepted.</summary>
internal sealed class GuardStore(Database database, string jobId)
{
    private const string Active = """
        SELECT l.source_id AS SourceId, COALESCE(l.display_name, l.target_id) AS Name
        FROM link l LEFT JOIN directory_user u ON u.tenant_id = l.tenant_id AND u.id = l.source_id
        WHERE l.tenant_id = @tenantId AND l.job_id = @jobId AND l.active = 1 {0}
        """;

    private const string Leaving = "AND (u.id IS NULL OR u.deleted_at IS NOT NULL OR u.account_enabled = 0)";

    private const string Changed = """
        AND l.source_id IN (SELECT object_id FROM directory_feed WHERE tenant_id = @tenantId AND position > @after AND position <= @to AND object_type = 'User')
        """;

    /// <summary>Who would leave: all leavers, or with <paramref name="after"/> those that changed since.</summary>
    public async Task<IReadOnlyList<Leaver>> LeaversAsync(long? after, long to, ObjectSchema schema, CancellationToken cancellationToken)
    {
        var range = after is null ? "" : Changed;
        var leavers = await QueryAsync(Leaving + range, after, to, cancellationToken);
        if (schema.Scope.Groups.Count == 0)
            return leavers;

        // With a scoping filter each linked user's attributes decide too.
        var gone = leavers.Select(leaver => leaver.SourceId).ToHashSet(StringComparer.Ordinal);
        var others = (await QueryAsync(range, after, to, cancellationToken)).Where(candidate => !gone.Contains(candidate.SourceId));
        var all = leavers.ToList();
        foreach (var candidates in Chunks.Of(others))
            all.AddRange(await OutOfScopeAsync(candidates, schema, cancellationToken));
        return all;
    }

    public Task<int> LinkedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM link WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId }),
        cancellationToken);

    public Task<HashSet<string>> AcceptedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<string>(
            "SELECT source_id FROM accepted_removal WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId = Tenant.Default, jobId })).ToHashSet(StringComparer.Ordinal),
        cancellationToken);

    private Task<IReadOnlyList<Leaver>> QueryAsync(string condition, long? after, long to, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<Leaver>)(await connection.QueryAsync<Leaver>(
            Active.Replace("{0}", condition, StringComparison.Ordinal), new { tenantId = Tenant.Default, jobId, after, to })).AsList(),
        cancellationToken);

    private Task<IEnumerable<Leaver>> OutOfScopeAsync(Leaver[] candidates, ObjectSchema schema, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<UserRow>(
                $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND {IdList.In("id")}",
                new { tenantId = Tenant.Default, ids = IdList.Of(candidates.Select(candidate => candidate.SourceId)) });
            return rows.Select(row => row.ToUser())
                .Where(user => !schema.Scope.Includes(new SourceObject(user, inScope: true).Value))
                .Select(user => new Leaver { SourceId = user.Id, Name = user.DisplayName });
        },
        cancellationToken);
}
