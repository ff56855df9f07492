using System.Data.Common;
using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Memberships;

/// <summary>
/// The difference between who is a member in the directory and whom this job has put into the target's groups. It is computed from the
/// state of today for the pairs that may have changed, so an order of events cannot lead to a wrong end, and the pairs of a group whose
/// member is linked later are found by index from either side (S/CYCLE-16, S/CYCLE-17). Adding one member to a group of 100,000 reads one pair.
/// </summary>
internal sealed class MembershipStore(Database database, JobContext job, string memberTypes)
{
    private const string OfJob = "{0}.tenant_id = @tenantId AND {0}.job_id = @jobId";

    private const string Alive = """
        AND NOT EXISTS (SELECT 1 FROM directory_user u WHERE u.tenant_id = @tenantId AND u.id = {0} AND u.deleted_at IS NOT NULL)
        """;

    private static readonly string Adds = $"""
        SELECT m.group_id AS GroupId, m.member_id AS MemberId, g.target_id AS TargetGroupId, t.target_id AS TargetMemberId, g.display_name AS GroupName
        FROM {"{0}"} JOIN link g ON {Of("g")} AND g.source_id = m.group_id AND g.object_type = 'Group' AND g.version_settled > 0
        JOIN link t ON {Of("t")} AND t.source_id = m.member_id AND t.object_type IN ({"{2}"}) AND t.version_settled > 0
        WHERE m.tenant_id = @tenantId AND {"{1}"} AND (m.group_id > @afterGroup OR (m.group_id = @afterGroup AND m.member_id > @afterMember))
        AND NOT EXISTS (SELECT 1 FROM membership s WHERE {Of("s")} AND s.group_id = m.group_id AND s.member_id = m.member_id)
        {Alive.Replace("{0}", "m.member_id", StringComparison.Ordinal)}
        """;

    private static readonly string Removes = $"""
        SELECT s.group_id AS GroupId, s.member_id AS MemberId, g.target_id AS TargetGroupId, s.target_member_id AS TargetMemberId, g.display_name AS GroupName
        FROM {"{0}"} JOIN link g ON {Of("g")} AND g.source_id = s.group_id AND g.version_settled > 0
        WHERE {Of("s")} AND {"{1}"} AND (s.group_id > @afterGroup OR (s.group_id = @afterGroup AND s.member_id > @afterMember))
        AND (NOT EXISTS (SELECT 1 FROM directory_member m WHERE m.tenant_id = @tenantId AND m.group_id = s.group_id AND m.member_id = s.member_id)
            OR EXISTS (SELECT 1 FROM directory_user u JOIN link t ON {Of("t")} AND t.source_id = u.id AND t.active = 0
                WHERE u.tenant_id = @tenantId AND u.id = s.member_id AND u.deleted_at IS NOT NULL))
        """;

    /// <summary>The next differences after a place, in order of group and member; removals and additions are asked for apart.</summary>
    public Task<IReadOnlyList<MemberChange>> DifferencesAsync(MembershipRange range, (bool Adds, string Group, string Member) after, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var rows = await connection.QueryAsync<MemberChange>(Sql(range, after.Adds), new
                {
                    tenantId = Tenant.Default,
                    jobId = job.JobId,
                    after = range.After ?? 0,
                    to = range.To,
                    cycleId = range.CycleId,
                    groups = IdList.Of(range.Groups),
                    afterGroup = after.Group,
                    afterMember = after.Member,
                    limit = job.Settings.MembersPerRequest * 4,
                });
                return (IReadOnlyList<MemberChange>)[.. rows.Select(row => row with { Adds = after.Adds })];
            },
            cancellationToken);

    /// <summary>Writes down what the target has now, what failed, the log and the cycle's counters, in one transaction under the job's epoch.</summary>
    public Task SettleAsync(MembershipResult result, CycleRecord cycle) => database.WriteAsync(
        async transaction =>
        {
            await JobLease.AdvanceAsync(transaction, job, (cycle, null));
            await WriteAsync(transaction, result.Done);
            var escrow = new EscrowStore(transaction, job.JobId);
            foreach (var (group, failure) in result.Failed)
                await escrow.PutAsync(group, failure, job.Options.Time.GetUtcNow());
            await LogStore.AppendAsync(transaction, result.Log.Select(item => LogRecord.Of(item, job, cycle)));
        },
        CancellationToken.None);

    private async Task WriteAsync(DbTransaction transaction, IReadOnlyList<MemberChange> done)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO membership (tenant_id, job_id, group_id, member_id, target_member_id) VALUES (@tenantId, @jobId, @GroupId, @MemberId, @TargetMemberId)
            ON CONFLICT (tenant_id, job_id, group_id, member_id) DO UPDATE SET target_member_id = excluded.target_member_id
            """,
            Rows(done.Where(change => change.Adds)),
            transaction);
        await transaction.Connection!.ExecuteAsync(
            "DELETE FROM membership WHERE tenant_id = @tenantId AND job_id = @jobId AND group_id = @GroupId AND member_id = @MemberId",
            Rows(done.Where(change => !change.Adds)),
            transaction);
    }

    private IEnumerable<object> Rows(IEnumerable<MemberChange> changes) =>
        changes.Select(change => (object)new { tenantId = Tenant.Default, jobId = job.JobId, change.GroupId, change.MemberId, change.TargetMemberId });

    private string Sql(MembershipRange range, bool adds)
    {
        var (table, alias) = adds ? ("directory_member", "m") : ("membership", "s");
        var select = adds ? Adds : Removes;
        if (range.After is null)
            return Fill(select, $"{table} {alias}", "1 = 1") + " ORDER BY 1, 2 LIMIT @limit";

        // A deleted user is taken out of groups once the account is out of use: a held removal holds that too.
        // Each branch leads from a short list to its pairs by an index; one condition with OR would scan all memberships.
        var byFeed = Fill(
            select,
            $"(SELECT DISTINCT object_id, related_id FROM directory_feed WHERE tenant_id = @tenantId AND position > @after AND position <= @to AND object_type = 'Membership') f JOIN {table} {alias} ON {alias}.tenant_id = @tenantId AND {alias}.group_id = f.object_id AND {alias}.member_id = f.related_id",
            "1 = 1");
        var byDeleted = Fill(
            select,
            $"(SELECT DISTINCT object_id FROM directory_feed WHERE tenant_id = @tenantId AND position > @after AND position <= @to AND object_type = 'User') f JOIN {table} {alias} ON {alias}.tenant_id = @tenantId AND {alias}.member_id = f.object_id",
            "1 = 1");
        var byGroup = Fill(select, $"{table} {alias}", $"{alias}.group_id IN (SELECT value FROM json_each(@groups))");
        var branches = adds
            ? [byFeed, byDeleted, byGroup, ByNewLink("member_id"), ByNewLink("group_id")]
            : (IReadOnlyList<string>)[byFeed, byDeleted, byGroup, ByNewLink("member_id")];
        return string.Join("\nUNION\n", branches) + " ORDER BY 1, 2 LIMIT @limit";

        string ByNewLink(string column) => Fill(
            select,
            $"(SELECT source_id FROM link WHERE tenant_id = @tenantId AND job_id = @jobId AND linked_cycle = @cycleId) n JOIN {table} {alias} ON {alias}.tenant_id = @tenantId AND {alias}.{column} = n.source_id",
            "1 = 1");
    }

    private string Fill(string select, string from, string condition) => select
        .Replace("{0}", from, StringComparison.Ordinal).Replace("{1}", condition, StringComparison.Ordinal).Replace("{2}", memberTypes, StringComparison.Ordinal);

    private static string Of(string alias) => OfJob.Replace("{0}", alias, StringComparison.Ordinal);
}
