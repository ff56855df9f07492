namespace Sutler.Connectors.Sdk;

/// <summary>Asks the target for objects by the exact value of one attribute.</summary>
/// <param name="ObjectType">Object type to look in.</param>
/// <param name="Attribute">Single-valued attribute to compare; null compares the anchor (<see cref="Anchors"/>).</param>
/// <param name="Values">Values to look for, any of them, in the types of <see cref="ConnectorObject.Attributes"/>.</param>
/// <param name="Anchors">Anchors to look for, when <paramref name="Attribute"/> is null.</param>
public sealed record ObjectQuery(string ObjectType, string? Attribute, IReadOnlyList<object> Values, IReadOnlyList<Anchor> Anchors);
