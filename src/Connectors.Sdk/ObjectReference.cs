namespace Sutler.Connectors.Sdk;

/// <summary>A value that points to another object of the same target.</summary>
/// <param name="ObjectType">Type of the object pointed to.</param>
/// <param name="Anchor">Its anchor.</param>
public sealed record ObjectReference(string ObjectType, Anchor Anchor);
