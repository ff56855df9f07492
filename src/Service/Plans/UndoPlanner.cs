using System.Text.Json;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Plans;

/// <summary>
/// Decides how what was done to an object is undone: old values come back where the target still holds what was written; otherwise somebody has to decide. Pure (S/UNDO-2).
/// A created object is not its business: taking it away is a removal as the job's own planner plans it, once <see cref="Refusal"/> finds nothing against it.
/// </summary>
internal static class UndoPlanner
{
    public static Change Plan(UndoFacts facts, IReadOnlyList<JsonElement> targets)
    {
        if (Refusal(facts, targets) is { } refusal)
            return refusal;

        var (changes, references) = (new List<AttributeChange>(), References(facts));
        foreach (var (name, (before, _)) in facts.History.Attributes)
        {
            var mapping = Find(facts.Schema, name)!;
            var wanted = TargetValue.Coerce(mapping, before);
            var current = TargetValue.Read(targets[0], mapping.Target);
            if (TargetValue.Same(mapping, current, wanted))
                continue;
            changes.Add(new AttributeChange(mapping, current, wanted));
            if (mapping.IsReference && before is not null)
                references[mapping.TargetName] = before;
            else if (mapping.IsReference)
                references.Remove(mapping.TargetName);
        }

        return Start(facts, changes.Count == 0 ? ChangeAction.None : ChangeAction.Update, changes.Count == 0 ? UndoReason.NothingToUndo : UndoReason.Undone) with
        {
            Attributes = changes,
            References = references,
            Pending = facts.Pending,
            Active = facts.Link!.Active || facts.History.Disabled,
            Detail = changes.Count == 0 ? "The target has the old values already." : "The old values come back. The job leaves the object alone until it changes in the directory.",
        };
    }

    /// <summary>What stands against undoing; null for nothing.</summary>
    public static Change? Refusal(UndoFacts facts, IReadOnlyList<JsonElement> targets)
    {
        var history = facts.History;
        if (history.Deleted)
            return Cannot(facts, "The object was deleted at the target, and what it had is not kept. Restart the job, and it is created again if it is still in the directory and in scope.");
        if (facts.Link is null || facts.Link.TargetId != history.TargetId)
            return Cannot(facts, "The object is not linked to what was written any more.");
        if (targets.Count != 1)
            return Cannot(facts, $"The object {history.TargetId} is gone from the target.");
        if (history is { Created: false, Unknown: { } unknown })
            return Cannot(facts, $"The log does not keep the values of {unknown}, which are secret. Set it at the target by hand.");

        foreach (var (name, (before, after)) in history.Attributes)
        {
            if (RefusalOf(facts, (name, before, after), targets[0]) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Change? RefusalOf(UndoFacts facts, (string Name, string? Before, string? After) attribute, JsonElement target)
    {
        var created = facts.History.Created;
        if (Find(facts.Schema, attribute.Name) is not { } mapping)
            return created ? null : Cannot(facts, $"The job's mapping has no {attribute.Name} any more. Set it at the target by hand.");
        var current = TargetValue.Read(target, mapping.Target);
        if (mapping.MultiValued || current is not (null or string or bool or decimal))
            return created ? null : Cannot(facts, $"{attribute.Name} has several values, which the log does not keep apart. Set it at the target by hand.");
        if (created && (attribute.After == UndoHistory.Redacted || mapping.IsReference))
            return null;
        if (TargetValue.Same(mapping, current, Fit(mapping, attribute.After)) || (!created && TargetValue.Same(mapping, current, Fit(mapping, attribute.Before))))
            return !created && mapping.Immutable ? Cannot(facts, $"{attribute.Name} cannot be changed at the target.") : null;
        return Start(facts, ChangeAction.None, Reasons.EntryConflict) with
        {
            IsFailure = true,
            Detail = $"{attribute.Name} is '{TargetValue.Text(current)}' at the target; '{attribute.After}' was written. Somebody has changed it since: decide at the target.",
        };
    }

    /// <summary>A value of the log as the mapping's type; as text where it is none.</summary>
    private static object? Fit(AttributeMapping mapping, string? text)
    {
        try
        {
            return TargetValue.Coerce(mapping, text);
        }
        catch (MappingException)
        {
            return text;
        }
    }

    private static AttributeMapping? Find(ObjectSchema schema, string name) =>
        schema.Values.Concat(schema.References).FirstOrDefault(mapping => string.Equals(mapping.TargetName, name, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, string> References(UndoFacts facts) => new(facts.Link!.ReferencesSent, StringComparer.Ordinal);

    private static Change Cannot(UndoFacts facts, string why) => Start(facts, ChangeAction.None, UndoReason.CannotUndo) with { IsFailure = true, Detail = why };

    private static Change Start(UndoFacts facts, ChangeAction action, string reason) => new()
    {
        SourceId = facts.History.SourceId,
        ObjectType = facts.Schema.SourceType,
        // What the target is known to have stays as it was known: the job must not take its own undoing for news, nor news for settled.
        SourceVersion = facts.Link?.VersionSettled ?? 0,
        DisplayName = facts.History.DisplayName,
        Situation = Situation.Linked,
        Action = action,
        TargetId = facts.Link?.TargetId ?? facts.History.TargetId,
        Reason = reason,
        Active = facts.Link?.Active ?? false,
    };
}
