namespace Sutler.Scim.Filters;

/// <summary>Both sides hold.</summary>
/// <param name="Left">First side.</param>
/// <param name="Right">Second side.</param>
public sealed record AndFilter(FilterExpression Left, FilterExpression Right) : FilterExpression;
