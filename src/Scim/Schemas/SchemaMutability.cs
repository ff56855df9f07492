namespace Sutler.Scim.Schemas;

/// <summary>Who may write an attribute, and when (RFC 7643 §7).</summary>
public enum SchemaMutability
{
    /// <summary><c>readOnly</c></summary>
    ReadOnly,

    /// <summary><c>readWrite</c></summary>
    ReadWrite,

    /// <summary><c>immutable</c></summary>
    Immutable,

    /// <summary><c>writeOnly</c></summary>
    WriteOnly,
}
