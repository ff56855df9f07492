namespace Sutler.Connectors.Sdk;

/// <summary>One attribute of an object type.</summary>
public sealed record AttributeSchema
{
    /// <summary>Its name in the target.</summary>
    public required string Name { get; init; }

    /// <summary>Type of its values. Default: string.</summary>
    public AttributeType Type { get; init; }

    /// <summary>Whether it holds a list. Default: false.</summary>
    public bool MultiValued { get; init; }

    /// <summary>Whether an object cannot be created without it. Default: false.</summary>
    public bool Required { get; init; }

    /// <summary>Who may write it, and when. Default: any time.</summary>
    public AttributeMutability Mutability { get; init; }

    /// <summary>Whether values that differ only in case are different values. Default: false.</summary>
    public bool CaseExact { get; init; }

    /// <summary>Whether the target refuses a second object with the same value. Default: false.</summary>
    public bool Unique { get; init; }

    /// <summary>For a reference: the object type it points to. Default: none.</summary>
    public string? ReferencedType { get; init; }

    /// <summary>For a complex attribute: its parts. Default: none.</summary>
    public IReadOnlyList<AttributeSchema> SubAttributes { get; init; } = [];
}
