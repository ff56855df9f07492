namespace Sutler.Scim.Schemas;

/// <summary>How far a value is unique (RFC 7643 §7).</summary>
public enum SchemaUniqueness
{
    /// <summary><c>none</c></summary>
    None,

    /// <summary><c>server</c></summary>
    Server,

    /// <summary><c>global</c></summary>
    Global,
}
