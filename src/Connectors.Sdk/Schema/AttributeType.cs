namespace Sutler.Connectors.Sdk;

/// <summary>The types of attribute values (H/SCIM-14).</summary>
public enum AttributeType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>64-bit whole number.</summary>
    Integer,

    /// <summary>Decimal number.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A moment in time, held in UTC.</summary>
    DateTime,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Another object of the same target.</summary>
    Reference,

    /// <summary>Named parts.</summary>
    Complex,
}
