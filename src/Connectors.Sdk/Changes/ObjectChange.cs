namespace Sutler.Connectors.Sdk;

/// <summary>One change to one object.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="ObjectType">Type of the object.</param>
/// <param name="Anchor">Which object; null for an add whose anchor is among the attributes or made by the target.</param>
/// <param name="Attributes">What to set, by attribute name; empty for a delete.</param>
public sealed record ObjectChange(
    ChangeKind Kind, string ObjectType, Anchor? Anchor, IReadOnlyDictionary<string, AttributeChange> Attributes);
