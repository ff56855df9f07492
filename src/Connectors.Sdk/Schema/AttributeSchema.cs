namespace Sutler.Connectors.Sdk;

/// <summary>One attribute of an object type.</summary>
public sealed record AttributeSchema
{
    /// <summary>As <see cref="ReferencedType"/>: objects of any type; each <see cref="ObjectReference"/> names its own (H/SQL-34).</summary>
    public const string AnyType = "*";

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

    /// <summary>Whether the value is written but never read, such as a password; no answer, cache or log holds it. Default: false.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>For a reference: the object type it points to, or <see cref="AnyType"/>. Default: none.</summary>
    public string? ReferencedType { get; init; }

    /// <summary>
    /// For a complex attribute: its parts, themselves neither complex nor multi-valued. A part called <c>value</c> that is a reference
    /// makes the whole a reference with more said about it, such as a member of a group. Default: none.
    /// </summary>
    public IReadOnlyList<AttributeSchema> SubAttributes { get; init; } = [];
}
