using System.Data.Common;
using Dapper;
using Sutler.Service.Jobs;
using Sutler.Service.Store;

namespace Sutler.Service.Applying;

/// <summary>
/// Who is assigned to an application: directly, as a direct member of an assigned group, or as a member at any depth where the assignment is
/// transitive (S/SCOPE-2, S/SCOPE-6). Deleted groups pass nothing on; circles of groups end because each pair is visited once.
/// </summary>
internal static class AssignmentQuery
{
    private const string Valid = """
        a.tenant_id = @tenantId AND a.application_id = @applicationId
        AND (a.valid_from IS NULL OR a.valid_from <= @now) AND (a.valid_until IS NULL OR a.valid_until > @now)
        """;

    private const string Alive = "JOIN directory_group g ON g.tenant_id = @tenantId AND g.id = {0} AND g.deleted_at IS NULL";

    private static readonly string Upward = $"""
        WITH RECURSIVE up (root, id, direct) AS (
            SELECT m.member_id, m.group_id, 1 FROM directory_member m {Alive.Replace("{0}", "m.group_id", StringComparison.Ordinal)}
            WHERE m.tenant_id = @tenantId AND {IdList.In("m.member_id")}
            UNION
            SELECT up.root, m.group_id, 0 FROM up JOIN directory_member m ON m.tenant_id = @tenantId AND m.member_id = up.id
            {Alive.Replace("{0}", "m.group_id", StringComparison.Ordinal)})
        SELECT up.root AS Id, a.role_id AS RoleId FROM up JOIN assignment a ON a.principal_id = up.id AND (up.direct = 1 OR a.transitive = 1) WHERE {Valid}
        UNION
        SELECT a.principal_id, a.role_id FROM assignment a WHERE {Valid} AND {IdList.In("a.principal_id")}
        """;

    // Groups that are assigned, and those within them where the assignment is transitive.
    private static readonly string Downward = $"""
        WITH RECURSIVE down (id, transitive) AS (
            SELECT a.principal_id, a.transitive FROM assignment a {Alive.Replace("{0}", "a.principal_id", StringComparison.Ordinal)}
            WHERE a.principal_type = 'Group' AND {Valid}
            UNION
            SELECT m.member_id, 1 FROM down JOIN directory_member m ON m.tenant_id = @tenantId AND m.group_id = down.id AND m.member_type = 'Group'
            {Alive.Replace("{0}", "m.member_id", StringComparison.Ordinal)}
            WHERE down.transitive = 1)
        """;

    private static readonly string AllUsers = $"""
        {Downward}
        SELECT m.member_id FROM down JOIN directory_member m ON m.tenant_id = @tenantId AND m.group_id = down.id AND m.member_type = 'User'
        UNION SELECT a.principal_id FROM assignment a WHERE a.principal_type = 'User' AND {Valid}
        UNION SELECT l.source_id FROM link l WHERE l.tenant_id = @tenantId AND l.job_id = @jobId AND l.object_type = 'User'
        """;

    private static readonly string AllGroups = $"""
        {Downward}
        SELECT id FROM down
        UNION SELECT l.source_id FROM link l WHERE l.tenant_id = @tenantId AND l.job_id = @jobId AND l.object_type = 'Group'
        """;

    /// <summary>The roles that each of these objects is assigned with; without an entry: not assigned.</summary>
    public static async Task<ILookup<string, string>> OfAsync(DbConnection connection, JobContext job, IReadOnlyList<string> ids) =>
        (await connection.QueryAsync<(string Id, string? RoleId)>(Upward, Parameters(job, ids))).ToLookup(row => row.Id, row => row.RoleId ?? "", StringComparer.Ordinal);

    /// <summary>All users and groups that are assigned or linked: an initial cycle never looks at anybody else (S/PERF-10).</summary>
    public static async Task<IReadOnlyList<string>> AllAsync(DbConnection connection, JobContext job, string objectType)
    {
        var ids = (await connection.QueryAsync<string>(objectType == Mapping.JobSchema.Group ? AllGroups : AllUsers, Parameters(job, []))).AsList();
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    /// <summary>These groups' members at any depth, with the groups themselves.</summary>
    public static async Task<IReadOnlyList<string>> WithinAsync(DbConnection connection, IReadOnlyList<string> groups) => (await connection.QueryAsync<string>(
        """
        WITH RECURSIVE down (id) AS (
            SELECT value FROM json_each(@ids)
            UNION
            SELECT m.member_id FROM down JOIN directory_member m ON m.tenant_id = @tenantId AND m.group_id = down.id)
        SELECT id FROM down
        """,
        new { tenantId = Tenant.Default, ids = IdList.Of(groups) })).AsList();

    private static object Parameters(JobContext job, IReadOnlyList<string> ids) => new
    {
        tenantId = Tenant.Default,
        applicationId = job.ApplicationId,
        jobId = job.JobId,
        now = Escrow.EscrowStore.Text(job.Options.Time.GetUtcNow()),
        ids = IdList.Of(ids),
    };
}
