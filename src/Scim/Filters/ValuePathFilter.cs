namespace Sutler.Scim.Filters;

/// <summary><c>path[inner]</c>: one and the same value of a complex attribute satisfies the inner filter.</summary>
/// <param name="Path">The complex attribute.</param>
/// <param name="Inner">Filter over its sub-attributes.</param>
public sealed record ValuePathFilter(AttributePath Path, FilterExpression Inner) : FilterExpression;
