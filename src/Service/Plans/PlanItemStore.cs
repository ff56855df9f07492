using System.Data.Common;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>The items of plans: one for each object looked at.</summary>
internal sealed class PlanItemStore(Database database)
{
    private const string OfPlan = "WHERE tenant_id = @tenantId AND plan_id = @planId";

    /// <summary>Puts items into a plan, in place of those made before of the same objects: a page may be computed twice.</summary>
    public static Task PutAsync(DbTransaction transaction, string planId, IEnumerable<PlanItem> items) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO plan_item (tenant_id, plan_id, rank, source_id, object_type, display_name, search_key, action, situation, reason, detail, attributes,
            source_version, target_id, match_value, fingerprint, state)
        VALUES (@tenantId, @planId, @Rank, @SourceId, @ObjectType, @DisplayName, @SearchKey, @Action, @Situation, @Reason, @Detail, @Attributes,
            @SourceVersion, @TargetId, @MatchValue, @Fingerprint, @State)
        ON CONFLICT (tenant_id, plan_id, source_id) DO UPDATE SET
            rank = excluded.rank, display_name = excluded.display_name, search_key = excluded.search_key, action = excluded.action, situation = excluded.situation,
            reason = excluded.reason, detail = excluded.detail, attributes = excluded.attributes, source_version = excluded.source_version,
            target_id = excluded.target_id, match_value = excluded.match_value, fingerprint = excluded.fingerprint
        """,
        items.Select(item => new
        {
            tenantId = Tenant.Default,
            planId,
            item.Rank,
            item.SourceId,
            item.ObjectType,
            item.DisplayName,
            item.SearchKey,
            item.Action,
            item.Situation,
            item.Reason,
            item.Detail,
            item.Attributes,
            item.SourceVersion,
            item.TargetId,
            item.MatchValue,
            item.Fingerprint,
            item.State,
        }),
        transaction);

    public static Task SettleAsync(DbTransaction transaction, string planId, IEnumerable<PlanOutcome> outcomes) => transaction.Connection!.ExecuteAsync(
        $"UPDATE plan_item SET state = @State, message = @Message {OfPlan} AND source_id = @SourceId",
        outcomes.Select(outcome => new { tenantId = Tenant.Default, planId, outcome.State, outcome.Message, outcome.SourceId }),
        transaction);

    /// <summary>Of new objects that would be found by the same value only the first is created (S/MATCH-5).</summary>
    public Task RefuseTwinsAsync(string planId, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            UPDATE plan_item SET action = @conflict, rank = @rank, reason = @reason, detail = @detail
            WHERE tenant_id = @tenantId AND plan_id = @planId AND action = @create AND match_value IS NOT NULL AND EXISTS (
                SELECT 1 FROM plan_item other WHERE other.tenant_id = plan_item.tenant_id AND other.plan_id = plan_item.plan_id
                AND other.action = @create AND other.match_value = plan_item.match_value AND other.source_id < plan_item.source_id)
            """,
            new
            {
                tenantId = Tenant.Default,
                planId,
                conflict = PlanAction.Conflict,
                rank = PlanAction.Rank(PlanAction.Conflict),
                reason = Planning.Reasons.DuplicateSourceEntries,
                detail = "Another object of this plan has the same matching value. Give each object matching values of its own.",
                create = PlanAction.Create,
            },
            transaction),
        cancellationToken);

    /// <summary>Items after a place, in the order in which they are shown and applied.</summary>
    public Task<IReadOnlyList<PlanItem>> PageAsync(string planId, PlanItemQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var (rank, sourceId) = query.After;
            var conditions = (query.Actions is null ? "" : $" AND {IdList.In("action", "@actions")}")
                + (query.State is null ? "" : " AND state = @State")
                + (query.Search is null ? "" : " AND search_key LIKE @search ESCAPE '!'");
            return (IReadOnlyList<PlanItem>)(await connection.QueryAsync<PlanItem>(
                $"""
                SELECT {PlanItem.Columns} FROM plan_item {OfPlan} AND (rank > @rank OR (rank = @rank AND source_id > @sourceId)){conditions}
                ORDER BY rank, source_id LIMIT @Top
                """,
                new
                {
                    tenantId = Tenant.Default,
                    planId,
                    rank,
                    sourceId,
                    actions = query.Actions is null ? null : IdList.Of(query.Actions),
                    query.State,
                    search = query.Search is null ? null : $"%{Escape(query.Search.ToLowerInvariant())}%",
                    query.Top,
                })).AsList();
        },
        cancellationToken);

    /// <summary>How many items there are of each action and state.</summary>
    public Task<IReadOnlyList<PlanCount>> CountAsync(string planId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<PlanCount>)(await connection.QueryAsync<PlanCount>(
            $"SELECT action AS Action, state AS State, CAST(COUNT(*) AS BIGINT) AS Count FROM plan_item {OfPlan} GROUP BY action, state ORDER BY action, state",
            new { tenantId = Tenant.Default, planId })).AsList(),
        cancellationToken);

    private static string Escape(string text) => text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
