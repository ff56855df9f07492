namespace Sutler.Scim.Errors;

/// <summary>The detail keywords of RFC 7644 §3.12, table 9, and of RFC 9865 §2.1.</summary>
public static class ScimErrorType
{
    /// <summary>The filter's syntax is wrong, or an attribute and comparison do not fit.</summary>
    public const string InvalidFilter = "invalidFilter";

    /// <summary>The filter yields more results than the server will return.</summary>
    public const string TooMany = "tooMany";

    /// <summary>A value is already in use or reserved.</summary>
    public const string Uniqueness = "uniqueness";

    /// <summary>The change does not fit the attribute's mutability.</summary>
    public const string Mutability = "mutability";

    /// <summary>The body's structure is wrong.</summary>
    public const string InvalidSyntax = "invalidSyntax";

    /// <summary>The path of a PATCH operation is malformed.</summary>
    public const string InvalidPath = "invalidPath";

    /// <summary>The path of a PATCH operation leads to nothing that can be changed.</summary>
    public const string NoTarget = "noTarget";

    /// <summary>A required value is missing, or a value does not fit its attribute.</summary>
    public const string InvalidValue = "invalidValue";

    /// <summary>The protocol version is not supported.</summary>
    public const string InvalidVersion = "invalidVers";

    /// <summary>The request cannot be made because it would put sensitive data into a URL.</summary>
    public const string Sensitive = "sensitive";

    /// <summary>The cursor is not one that this query's answers named.</summary>
    public const string InvalidCursor = "invalidCursor";

    /// <summary>The cursor was valid once. This server's cursors do not expire; others' do.</summary>
    public const string ExpiredCursor = "expiredCursor";

    /// <summary>With a cursor, a count must be at least 1.</summary>
    public const string InvalidCount = "invalidCount";
}
