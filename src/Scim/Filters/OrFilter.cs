namespace Sutler.Scim.Filters;

/// <summary>One side holds, or both.</summary>
/// <param name="Left">First side.</param>
/// <param name="Right">Second side.</param>
public sealed record OrFilter(FilterExpression Left, FilterExpression Right) : FilterExpression;
