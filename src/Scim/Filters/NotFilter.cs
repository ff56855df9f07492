namespace Sutler.Scim.Filters;

/// <summary>The inner filter does not hold.</summary>
/// <param name="Inner">What must not hold.</param>
public sealed record NotFilter(FilterExpression Inner) : FilterExpression;
