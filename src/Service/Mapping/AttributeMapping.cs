using Sutler.Scim.Patch;

namespace Sutler.Service.Mapping;

/// <summary>One row of an object mapping: a target attribute and where its value comes from.</summary>
internal sealed record AttributeMapping
{
    /// <summary>The target attribute as the schema names it.</summary>
    public required string TargetName { get; init; }

    public required PatchPath Target { get; init; }

    public required IMappingSource Source { get; init; }

    /// <summary>0: not matched by; else lowest first.</summary>
    public int MatchingPriority { get; init; }

    public FlowType FlowType { get; init; }

    /// <summary>Send the value with every update, also when it did not change (S/MAP-5).</summary>
    public bool FlowAlways { get; init; }

    /// <summary>Sent at creation when the source has no value (S/MAP-2).</summary>
    public string? DefaultValue { get; init; }

    public NullPolicy NullPolicy { get; init; }

    public DriftPolicy DriftPolicy { get; init; }

    /// <summary>Write only where the target has no value (S/MAP-13).</summary>
    public bool WriteIfEmpty { get; init; }

    public TargetType Type { get; init; }

    public bool MultiValued { get; init; }

    /// <summary>Set when the object is made and never changed afterwards.</summary>
    public bool Immutable { get; init; }

    /// <summary>Sent, but never shown by the target, so that there is nothing to compare with.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>The target refuses an object without it (S/MAP-29).</summary>
    public bool Required { get; init; }

    /// <summary>Whether a difference in case alone is a difference (S/MAP-15).</summary>
    public bool CaseExact { get; init; }

    public RoleFlow Roles { get; init; }

    /// <summary>For a reference: the target object types it may point to.</summary>
    public IReadOnlyList<string> ReferencedTypes { get; init; } = [];

    public bool IsReference => Type is TargetType.Reference;
}
