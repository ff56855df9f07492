namespace Sutler.Scim.Filters;

/// <summary><c>path pr</c>: the attribute has a value.</summary>
/// <param name="Path">The attribute tested.</param>
public sealed record PresenceFilter(AttributePath Path) : FilterExpression;
