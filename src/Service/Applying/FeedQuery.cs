using System.Data.Common;
using Dapper;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Store;

namespace Sutler.Service.Applying;

/// <summary>Reads from the directory's change feed which objects a job must look at (S/CYCLE-11, S/CYCLE-12).</summary>
internal static class FeedQuery
{
    private const string Range = "tenant_id = @tenantId AND position > @after AND position <= @to";

    /// <summary>Objects that changed themselves; and, where assignments count, those whose assignment may have changed without them.</summary>
    public static async Task<(IReadOnlyList<string> Changed, IReadOnlyList<string> Touched)> ChangedAsync(
        DbConnection connection, JobContext job, (long After, long To) range)
    {
        var parameters = new { tenantId = Tenant.Default, after = range.After, to = range.To, applicationId = job.ApplicationId };
        var groups = job.Schema.For(JobSchema.Group).Enabled;
        var changed = (await connection.QueryAsync<string>(
            $"""
            SELECT object_id FROM directory_feed WHERE {Range} AND object_type IN ('User'{(groups ? ", 'Group'" : "")})
            GROUP BY object_type, object_id ORDER BY object_type DESC, MAX(position)
            """,
            parameters)).AsList();
        return (changed, job.UsesAssignments ? await TouchedAsync(connection, changed, parameters) : []);
    }

    private static async Task<IReadOnlyList<string>> TouchedAsync(DbConnection connection, List<string> changed, object parameters)
    {
        var roots = (await connection.QueryAsync<string>(
            $"""
            SELECT object_id FROM directory_feed WHERE {Range} AND object_type = 'Assignment' AND related_id = @applicationId
            UNION SELECT related_id FROM directory_feed WHERE {Range} AND object_type = 'Membership'
            UNION SELECT object_id FROM directory_feed WHERE {Range} AND object_type = 'Group'
            """,
            parameters)).AsList();
        if (roots.Count == 0)
            return [];
        var within = await AssignmentQuery.WithinAsync(connection, roots);
        return [.. within.Except(changed, StringComparer.Ordinal)];
    }
}
