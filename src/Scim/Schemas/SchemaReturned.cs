namespace Sutler.Scim.Schemas;

/// <summary>When an attribute is in an answer (RFC 7643 §7).</summary>
public enum SchemaReturned
{
    /// <summary><c>always</c></summary>
    Always,

    /// <summary><c>never</c></summary>
    Never,

    /// <summary><c>default</c></summary>
    Default,

    /// <summary><c>request</c></summary>
    Request,
}
