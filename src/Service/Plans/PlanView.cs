using System.Text.Json.Nodes;
using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>Plans as the API shows them.</summary>
internal static class PlanView
{
    public static object Show(PlanRow plan, IReadOnlyList<PlanCount> counts) => new
    {
        id = plan.Id,
        jobId = plan.JobId,
        trigger = plan.Trigger,
        state = plan.State,
        schemaVersion = plan.SchemaVersion,
        isDraft = plan.SchemaDraft is not null || plan.SettingsDraft is not null,
        selection = new { objects = plan.Selection.Ids?.Count, cycleId = plan.Selection.CycleId, changeId = plan.Selection.ChangeId, resetScope = plan.Selection.ResetScope },
        feedPosition = plan.FeedPosition,
        createdBy = Show(plan.Creator),
        appliedBy = plan.AppliedBy is null ? null : Show(plan.Applicant),
        createdDateTime = plan.CreatedAt,
        endedDateTime = plan.EndedAt,
        expirationDateTime = plan.ExpiresAt,
        progress = new { done = Math.Min(plan.Done, Math.Max(plan.Total, plan.Done)), total = Math.Max(plan.Total, plan.Done) },
        counts = Sum(counts, count => count.Action),
        results = Sum(counts.Where(count => PlanAction.Acts(count.Action)), count => count.State),
        hash = plan.Hash,
        signature = plan.Signature,
        message = plan.Message,
        followUpPlanId = plan.FollowUp,
    };

    public static JsonObject Show(PlanItem item) => new()
    {
        ["sourceId"] = item.SourceId,
        ["objectType"] = item.ObjectType,
        ["displayName"] = item.DisplayName,
        ["action"] = item.Action,
        ["situation"] = item.Situation,
        ["reason"] = item.Reason,
        ["detail"] = item.Detail,
        ["attributes"] = JsonNode.Parse(item.Attributes),
        ["sourceVersion"] = item.SourceVersion == long.MaxValue ? null : item.SourceVersion,
        ["targetId"] = item.TargetId,
        ["fingerprint"] = item.Fingerprint,
        ["state"] = PlanAction.Acts(item.Action) ? item.State : null,
        ["message"] = item.Message,
    };

    private static object Show(Initiator who) => new { id = who.Id, displayName = who.DisplayName, initiatorType = who.Type };

    private static SortedDictionary<string, long> Sum(IEnumerable<PlanCount> counts, Func<PlanCount, string> key) =>
        new(counts.GroupBy(key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(count => count.Count), StringComparer.Ordinal), StringComparer.Ordinal);
}
