namespace Sutler.Connectors.Sdk;

/// <summary>What happens to one attribute.</summary>
/// <param name="Kind">Replace the whole value, or add or remove values of a multi-valued attribute.</param>
/// <param name="Value">In the types of <see cref="ConnectorObject.Attributes"/>; null with <see cref="AttributeChangeKind.Replace"/> clears.</param>
public sealed record AttributeChange(AttributeChangeKind Kind, object? Value);
