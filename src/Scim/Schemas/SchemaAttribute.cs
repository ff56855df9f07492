namespace Sutler.Scim.Schemas;

/// <summary>An attribute of a schema (RFC 7643 §7). Defaults are those of RFC 7643 §2.2.</summary>
/// <param name="Name">Its name.</param>
public sealed record SchemaAttribute(string Name)
{
    /// <summary>Type of its values. Default: string.</summary>
    public SchemaAttributeType Type { get; init; }

    /// <summary>Whether it holds a list. Default: false.</summary>
    public bool MultiValued { get; init; }

    /// <summary>For people. Default: empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether a resource must have a value. Default: false.</summary>
    public bool Required { get; init; }

    /// <summary>Whether case matters when values are compared. Default: false.</summary>
    public bool CaseExact { get; init; }

    /// <summary><c>readOnly</c>, <c>readWrite</c>, <c>immutable</c> or <c>writeOnly</c>. Default: readWrite.</summary>
    public SchemaMutability Mutability { get; init; } = SchemaMutability.ReadWrite;

    /// <summary><c>always</c>, <c>never</c>, <c>default</c> or <c>request</c>. Default: default.</summary>
    public SchemaReturned Returned { get; init; } = SchemaReturned.Default;

    /// <summary><c>none</c>, <c>server</c> or <c>global</c>. Default: none.</summary>
    public SchemaUniqueness Uniqueness { get; init; }

    /// <summary>For a reference: what it may point to. Default: none.</summary>
    public IReadOnlyList<string> ReferenceTypes { get; init; } = [];

    /// <summary>Values a client should use. Default: none.</summary>
    public IReadOnlyList<string> CanonicalValues { get; init; } = [];

    /// <summary>For a complex attribute: its parts. Default: none.</summary>
    public IReadOnlyList<SchemaAttribute> SubAttributes { get; init; } = [];

    internal bool IsComplex => Type == SchemaAttributeType.Complex;

    internal bool IsReadOnly => Mutability == SchemaMutability.ReadOnly;

    internal bool IsImmutable => Mutability == SchemaMutability.Immutable;

    /// <summary>A part by its name, without regard to case; null when there is none.</summary>
    internal SchemaAttribute? FindSub(string name)
    {
        foreach (var sub in SubAttributes)
        {
            if (sub.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return sub;
        }
        return null;
    }
}
