namespace Sutler.Scim.Client;

/// <summary>What the body of a good answer holds.</summary>
internal enum ScimAnswerKind
{
    /// <summary>Nothing that is looked at.</summary>
    Ignored,

    /// <summary>A resource, or nothing.</summary>
    OptionalResource,

    /// <summary>A resource with an <c>id</c>.</summary>
    Resource,

    /// <summary>A JSON object that needs no <c>id</c>.</summary>
    Document,

    /// <summary>A list.</summary>
    List,

    /// <summary>A page of a list read by cursor, which needs no <c>totalResults</c> (RFC 9865 §2).</summary>
    CursorList,
}
