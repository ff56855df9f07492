using System.Text.Json;
using Sutler.Scim.Client;
using Sutler.Service.Mapping;

namespace Sutler.Service.Planning;

/// <summary>
/// Decides what happens to one object: (source object, link, target objects, schema, policy) → change. Pure: the same input gives the same
/// change, and nothing has happened afterwards.
/// </summary>
internal static class Planner
{
    public static Change Plan(PlanInput input)
    {
        try
        {
            return Decide(input);
        }
        catch (MappingException e)
        {
            return Start(input, Situation.Linked, ChangeAction.None, Reasons.AttributeMappingExpressionError) with
            {
                IsFailure = true,
                Detail = e.Message,
                TargetId = input.Link?.TargetId,
            };
        }
    }

    private static Change Decide(PlanInput input) => (input.Source, input.Link) switch
    {
        (null, null) => Start(input, Situation.SourceGone, ChangeAction.None, Reasons.EntrySynchronizationSkipped) with { Detail = "The object is gone and was never provisioned." },
        (null, { } link) => PlanRemoval(input, link, Situation.SourceGone, "The object was removed from the directory for good."),
        ({ Scope.Dropped: true } source, _) => Start(input, Situation.OutOfScope, ChangeAction.None, Reasons.EntrySynchronizationSkipped) with
        {
            TargetId = input.Link?.TargetId,
            Detail = $"The {source.Noun} is dropped by an input filter, and left as it is.",
        },
        ({ } source, null) => PlanUnlinked(input, source),
        ({ } source, { } link) => PlanLinked(input, source, link),
    };

    private static Change PlanRemoval(PlanInput input, LinkState link, Situation situation, string why)
    {
        var allowed = input.Schema.Actions.Delete;
        return Start(input, situation, allowed ? ChangeAction.Delete : ChangeAction.None, Reasons.SourceDeleted) with
        {
            TargetId = link.TargetId,
            Detail = allowed ? why : $"{why} The mapping does not allow deletes.",
        };
    }

    private static Change PlanUnlinked(PlanInput input, SourceObject source)
    {
        if (input.Targets.Count > 1)
        {
            return Start(input, Situation.Ambiguous, ChangeAction.None, Reasons.DuplicateTargetEntries) with
            {
                IsFailure = true,
                Detail = $"{input.Targets.Count} objects at the target have the matching value. Remove or correct all but one.",
            };
        }

        if (input.Targets.Count == 1)
            return Compare(input, source, Situation.Matched, input.Targets[0]);
        if (source.IsSoftDeleted && !MayCreateInactive(input.Policy, source))
            return Start(input, Situation.OutOfScope, ChangeAction.None, Reasons.EntrySynchronizationSkipped) with { Detail = $"The {source.Noun} is {source.InactiveReason} and was never provisioned." };
        return PlanCreate(input, source);
    }

    /// <summary>Whether an object that is out of use is made nevertheless: users disabled in the directory, where the job says so (S/CYCLE-10).</summary>
    public static bool MayCreateInactive(PlanPolicy policy, SourceObject source) =>
        policy.CreateDisabled && source is { Type: JobSchema.User, DeletedAt: null, Scope.InScope: true };

    private static Change PlanCreate(PlanInput input, SourceObject source)
    {
        if (!input.Schema.Actions.Create)
            return Start(input, Situation.Absent, ChangeAction.None, Reasons.EntrySynchronizationSkipped) with { Detail = "No object matches, and the mapping does not allow creates." };
        if (MatchQueries(input.Schema, source).Count == 0)
            return Start(input, Situation.Absent, ChangeAction.None, Reasons.ImportSkipped) with { Detail = $"The {source.Noun} has no value for any matching attribute." };

        var missing = new List<string>();
        var values = ValuePlanner.Create(input, source, missing);
        if (missing.Count > 0)
        {
            return Start(input, Situation.Absent, ChangeAction.None, Reasons.MissingValues) with
            {
                IsFailure = true,
                Detail = $"The target needs {string.Join(", ", missing)}, and the {source.Noun} has no value for it. Fill it in the directory, or give the mapping a default value.",
            };
        }

        var references = ReferencePlanner.Plan(input, source, null);
        return Start(input, Situation.Absent, ChangeAction.Create, Reasons.NotFoundAtTarget) with
        {
            Attributes = [.. values, .. references.Changes],
            Pending = references.Pending,
            References = references.Settled,
            Active = !source.IsSoftDeleted,
        };
    }

    private static Change PlanLinked(PlanInput input, SourceObject source, LinkState link)
    {
        if (source.IsOutOfScopeOnly && input.Policy.SkipOutOfScope)
        {
            return Start(input, Situation.OutOfScope, ChangeAction.None, Reasons.EntrySynchronizationSkipped) with
            {
                TargetId = link.TargetId,
                Active = link.Active,
                Detail = $"The {source.Noun} is {source.InactiveReason}; SkipOutOfScopeDeletions leaves it as it is.",
            };
        }

        if (source.IsSoftDeleted && Deletes(input, source, link))
            return PlanRemoval(input, link, Situation.Linked, $"The {source.Noun} is {source.InactiveReason}.");
        if (input.Targets.Count == 1)
            return Compare(input, source, Situation.Linked, input.Targets[0]);

        return Start(input, Situation.TargetGone, ChangeAction.None, Reasons.InvalidAnchor) with
        {
            TargetId = link.TargetId,
            IsFailure = !source.IsSoftDeleted,
            Detail = "The linked object is gone from the target.",
        };
    }

    /// <summary>Groups cannot be out of use, only gone (S/DEPROV-7); users are deleted where the settings say so (S/DEPROV-8).</summary>
    private static bool Deletes(PlanInput input, SourceObject source, LinkState link) =>
        source.Type == JobSchema.Group
        || (source.IsOutOfScopeOnly && input.Policy.DeleteOutOfScope)
        || (!link.Active && link.InactiveSince <= input.Policy.DeleteInactiveBefore);

    private static Change Compare(PlanInput input, SourceObject source, Situation situation, JsonElement target)
    {
        var warnings = new List<PlanWarning>();
        var attributes = ValuePlanner.Update(input, source, target, warnings);
        var references = ReferencePlanner.Plan(input, source, target);
        IReadOnlyList<AttributeChange> all = [.. attributes, .. references.Changes];
        if (all.Count > 0 && !input.Schema.Actions.Update)
            all = [];

        var leaves = source.IsSoftDeleted && input.Link?.Active is not false;
        var action = all.Count == 0 ? ChangeAction.None : leaves ? ChangeAction.Disable : ChangeAction.Update;
        var reason = all.Count == 0 ? Reasons.RedundantExport
            : leaves ? Reasons.SourceInactive
            : situation is Situation.Matched ? Reasons.MatchedAtTarget
            : Reasons.SourceChanged;
        return Start(input, situation, action, reason) with
        {
            TargetId = input.Link?.TargetId ?? ScimResult.IdOf(target),
            Attributes = all,
            Pending = references.Pending,
            References = references.Settled,
            Warnings = warnings,
            Active = !source.IsSoftDeleted,
            Detail = leaves ? $"The {source.Noun} is {source.InactiveReason}." : "",
        };
    }

    /// <summary>What the target is asked, rule by rule; without the rules for which the source has no value (S/MATCH-2, S/MATCH-3).</summary>
    public static IReadOnlyList<MatchQuery> MatchQueries(ObjectSchema schema, SourceObject source) =>
        [.. schema.MatchRules
            .Select(rule => new MatchQuery([.. rule.Mappings.Select(mapping =>
                new MatchValue(mapping.TargetName, TargetValue.Text(TargetValue.Coerce(mapping, mapping.Source.Map(source.Value).Value))))]))
            .Where(query => query.Values.All(value => value.Value.Length > 0))];

    private static Change Start(PlanInput input, Situation situation, ChangeAction action, string reason) => new()
    {
        SourceId = input.SourceId,
        ObjectType = input.Schema.SourceType,
        SourceVersion = input.Source?.Version ?? long.MaxValue,
        DisplayName = input.Source?.DisplayName ?? "",
        Situation = situation,
        Action = action,
        Reason = reason,
        Active = input.Source is { IsSoftDeleted: false },
    };
}
