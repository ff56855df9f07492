namespace Sutler.Scim.Filters;

/// <summary><c>path operator value</c>.</summary>
/// <param name="Path">The attribute compared.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">The literal: a <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/>, or null.</param>
public sealed record ComparisonFilter(AttributePath Path, ComparisonOperator Operator, object? Value) : FilterExpression;
