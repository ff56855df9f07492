namespace Sutler.Service.Mapping;

/// <summary>An attribute that source objects can have.</summary>
/// <param name="Name">Its name in the right case.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsMultiValued">Whether it can have several values.</param>
internal sealed record SourceAttribute(string Name, TargetType Type = TargetType.String, bool IsMultiValued = false);
