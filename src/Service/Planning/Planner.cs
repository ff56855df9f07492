using System.Text.Json;
using Sutler.Scim.Client;
using Sutler.Service.Mapping;

namespace Sutler.Service.Planning;

/// <summary>
/// Decides what happens to one object: (source object, link, target objects, schema) → change. Pure: the same input gives the same change,
/// and nothing has happened afterwards.
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
        (null, { } link) => PlanRemoval(input, link),
        ({ } source, null) => PlanUnlinked(input, source),
        ({ } source, { } link) => PlanLinked(input, source, link),
    };

    private static Change PlanRemoval(PlanInput input, LinkState link)
    {
        var allowed = input.Schema.Actions.Delete;
        return Start(input, Situation.SourceGone, allowed ? ChangeAction.Delete : ChangeAction.None, Reasons.SourceDeleted) with
        {
            TargetId = link.TargetId,
            Detail = allowed ? "The user was removed from the directory for good." : "The mapping does not allow deletes.",
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
        if (source.IsSoftDeleted)
            return Start(input, Situation.OutOfScope, ChangeAction.None, Reasons.EntrySynchronizationSkipped) with { Detail = $"The user is {source.InactiveReason} and was never provisioned." };
        return PlanCreate(input, source);
    }

    private static Change PlanCreate(PlanInput input, SourceObject source)
    {
        if (!input.Schema.Actions.Create)
            return Start(input, Situation.Absent, ChangeAction.None, Reasons.EntrySynchronizationSkipped) with { Detail = "No object matches, and the mapping does not allow creates." };
        if (MatchValues(input.Schema, source).Count == 0)
            return Start(input, Situation.Absent, ChangeAction.None, Reasons.ImportSkipped) with { Detail = "The user has no value for any matching attribute." };

        var values = input.Schema.Values
            .Select(mapping => new AttributeChange(mapping, null, TargetValue.Coerce(mapping, mapping.Source.Evaluate(source) ?? mapping.DefaultValue)))
            .Where(change => change.After is not null);
        var references = PlanReferences(input, source, null);
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
        if (input.Targets.Count == 1)
            return Compare(input, source, Situation.Linked, input.Targets[0]);

        return Start(input, Situation.TargetGone, ChangeAction.None, Reasons.InvalidAnchor) with
        {
            TargetId = link.TargetId,
            IsFailure = !source.IsSoftDeleted,
            Detail = "The linked object is gone from the target.",
        };
    }

    private static Change Compare(PlanInput input, SourceObject source, Situation situation, JsonElement target)
    {
        var warnings = new List<PlanWarning>();
        var attributes = input.Schema.Values.Where(mapping => mapping.FlowType is FlowType.Always)
            .Select(mapping => CompareOne(mapping, source, target, warnings)).OfType<AttributeChange>();
        var references = PlanReferences(input, source, target);
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
            Detail = leaves ? $"The user is {source.InactiveReason}." : "",
        };
    }

    private static AttributeChange? CompareOne(AttributeMapping mapping, SourceObject source, JsonElement target, List<PlanWarning> warnings)
    {
        // A source without a value says nothing about the target's (S/MAP-10).
        if (TargetValue.Coerce(mapping, mapping.Source.Evaluate(source)) is not { } after)
            return null;

        var before = TargetValue.Read(target, mapping.Target);
        if (TargetValue.Same(mapping, before, after))
            return null;
        if (!mapping.Immutable || before is null)
            return new AttributeChange(mapping, before, after);

        warnings.Add(new PlanWarning(
            Reasons.TargetKeyImmutable,
            $"{mapping.TargetName} is '{TargetValue.Text(before)}' at the target and '{TargetValue.Text(after)}' in the directory. The target cannot rename it, so it stays; the link stays too. Rename it at the target, or give the user the old value."));
        return null;
    }

    private static ReferencePlan PlanReferences(PlanInput input, SourceObject source, JsonElement? target)
    {
        if (input.Schema.References.Count == 0)
            return ReferencePlan.Empty;

        var plan = new ReferencePlan();
        foreach (var mapping in input.Schema.References)
        {
            var before = target is { } resource ? TargetValue.Read(resource, mapping.Target) as string : null;
            var referent = mapping.Source.Evaluate(source) as string is { } id && id != input.SourceId ? id : null;
            var after = referent is null ? null : input.References.TargetIds.GetValueOrDefault(referent);
            if (after is not null)
                plan.Settled[mapping.TargetName] = after;
            else if (source.HasManager)
                plan.Pending.Add(new PendingReference(mapping.TargetName, referent, before));

            // A reference that this job did not set is taken away by nobody: the source may just not know it.
            var sent = input.Link?.ReferencesSent.GetValueOrDefault(mapping.TargetName);
            var ours = input.Unsettled || (sent is not null && TargetValue.Same(mapping, before, sent));
            if (!TargetValue.Same(mapping, before, after) && (after is not null || ours))
                plan.Changes.Add(new AttributeChange(mapping, before, after));
        }

        return plan;
    }

    /// <summary>The values that the target is asked for, in order; without those the source does not have (S/MATCH-3).</summary>
    public static IReadOnlyList<MatchValue> MatchValues(ObjectSchema schema, SourceObject source) =>
        [.. schema.Matching
            .Select(mapping => new MatchValue(mapping.TargetName, TargetValue.Text(TargetValue.Coerce(mapping, mapping.Source.Evaluate(source)))))
            .Where(match => match.Value.Length > 0)];

    private static Change Start(PlanInput input, Situation situation, ChangeAction action, string reason) => new()
    {
        SourceId = input.SourceId,
        SourceVersion = input.Source?.User.Version ?? long.MaxValue,
        DisplayName = input.Source?.User.DisplayName ?? "",
        Situation = situation,
        Action = action,
        Reason = reason,
        Active = input.Source is { IsSoftDeleted: false },
    };
}
