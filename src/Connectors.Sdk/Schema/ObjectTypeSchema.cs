namespace Sutler.Connectors.Sdk;

/// <summary>One kind of object.</summary>
/// <param name="Name">Such as <c>User</c>.</param>
/// <param name="Anchor">Names of the attributes that identify an object, in order.</param>
/// <param name="Attributes">All attributes, anchors included.</param>
public sealed record ObjectTypeSchema(string Name, IReadOnlyList<string> Anchor, IReadOnlyList<AttributeSchema> Attributes);
