namespace Sutler.Scim.Schemas;

/// <summary>Types of attribute values (RFC 7643 §2.3).</summary>
public enum SchemaAttributeType
{
    /// <summary><c>string</c></summary>
    String,

    /// <summary><c>boolean</c></summary>
    Boolean,

    /// <summary><c>decimal</c></summary>
    Decimal,

    /// <summary><c>integer</c></summary>
    Integer,

    /// <summary><c>dateTime</c></summary>
    DateTime,

    /// <summary><c>binary</c></summary>
    Binary,

    /// <summary><c>reference</c></summary>
    Reference,

    /// <summary><c>complex</c></summary>
    Complex,
}
