namespace Sutler.Service.Planning;

/// <summary>A value by which the target is asked for an object.</summary>
/// <param name="Attribute">The target attribute.</param>
/// <param name="Value">Its value as text.</param>
internal sealed record MatchValue(string Attribute, string Value);
