namespace Sutler.Connectors.Sdk;

/// <summary>What happens to one attribute.</summary>
/// <param name="Kind">Replace the whole value, or move single values of a multi-valued attribute.</param>
/// <param name="Value">In the types of <see cref="ConnectorObject.Attributes"/>; null with <see cref="AttributeChangeKind.Replace"/> clears.</param>
public sealed record AttributeChange(AttributeChangeKind Kind, object? Value)
{
    /// <summary>
    /// With <see cref="AttributeChangeKind.Update"/>: values that leave, whole (every part of a complex one) and as last read. One that
    /// is no longer there is no error.
    /// </summary>
    public IReadOnlyList<object> Removed { get; init; } = [];

    /// <summary>With <see cref="AttributeChangeKind.Update"/>: values that join, after the others have left. One that is there already is no error.</summary>
    public IReadOnlyList<object> Added { get; init; } = [];
}
