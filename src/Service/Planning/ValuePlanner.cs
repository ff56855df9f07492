using System.Text.Json;
using Sutler.Service.Mapping;

namespace Sutler.Service.Planning;

/// <summary>What is to happen to an object's attributes, references aside. Pure.</summary>
internal static class ValuePlanner
{
    /// <summary>The values of a new object; names the required attributes that have none in <paramref name="missing"/>.</summary>
    public static IReadOnlyList<AttributeChange> Create(PlanInput input, SourceObject source, List<string> missing)
    {
        var changes = new List<AttributeChange>();
        foreach (var mapping in input.Schema.Values)
        {
            var mapped = mapping.Source.Map(source.Value);
            if (mapped.LeavesFlow)
                continue;
            var value = input.Unique.TryGetValue(mapping.TargetName, out var unique) ? unique : mapped.Value;
            if (TargetValue.Coerce(mapping, value ?? mapping.DefaultValue) is { } after)
                changes.Add(new AttributeChange(mapping, null, after) { IsRedacted = mapped.IsRedacted });
            else if (mapping.Required)
                missing.Add(mapping.TargetName);
        }

        return changes;
    }

    /// <summary>What differs between the source and an object that is there.</summary>
    public static IEnumerable<AttributeChange> Update(PlanInput input, SourceObject source, JsonElement target, List<PlanWarning> warnings) =>
        input.Schema.Values.Where(mapping => mapping.FlowType is not FlowType.ObjectAddOnly)
            .Select(mapping => CompareOne(mapping, source, target, warnings)).OfType<AttributeChange>();

    private static AttributeChange? CompareOne(AttributeMapping mapping, SourceObject source, JsonElement target, List<PlanWarning> warnings)
    {
        var mapped = mapping.Source.Map(source.Value);
        if (mapped.LeavesFlow || mapped.Candidates is not null || mapping.WriteOnly)
            return null;

        var before = TargetValue.Read(target, mapping.Target);
        if (mapping.WriteIfEmpty && before is not null)
            return null;
        if (TargetValue.Coerce(mapping, mapped.Value) is not { } after)
            return Without(mapping, before) is { } cleared ? cleared with { IsRedacted = mapped.IsRedacted } : null;

        if (mapping.FlowType is FlowType.MultiValueAddOnly || mapping.Roles is RoleFlow.Add)
            after = TargetValue.Union(before, after);
        if (TargetValue.Same(mapping, before, after))
            return mapping.FlowAlways ? new AttributeChange(mapping, before, after) { IsRedacted = mapped.IsRedacted } : null;
        if (!mapping.Immutable || before is null)
            return new AttributeChange(mapping, before, after) { IsRedacted = mapped.IsRedacted };

        warnings.Add(new PlanWarning(
            Reasons.TargetKeyImmutable,
            $"{mapping.TargetName} is '{TargetValue.Text(before)}' at the target and '{TargetValue.Text(after)}' in the directory. The target cannot rename it, so it stays; the link stays too. Rename it at the target, or give the user the old value."));
        return null;
    }

    /// <summary>A source without a value says nothing about the target's, unless the mapping says otherwise (S/MAP-10, S/MAP-12).</summary>
    private static AttributeChange? Without(AttributeMapping mapping, object? before) => mapping.NullPolicy switch
    {
        NullPolicy.Clear when before is not null && !mapping.Immutable && !mapping.Required => new AttributeChange(mapping, before, null),
        NullPolicy.Default when TargetValue.Coerce(mapping, mapping.DefaultValue) is { } value && !TargetValue.Same(mapping, before, value) => new AttributeChange(mapping, before, value),
        _ => null,
    };
}
