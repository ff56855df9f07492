namespace Sutler.Service.Api;

/// <summary>A <c>$filter</c> as read: comparisons joined by and, or, not.</summary>
internal abstract record FilterNode
{
    /// <param name="Field">The property, with slashes for parts.</param>
    /// <param name="Operator">eq, ne, gt, ge, lt, le, contains, startswith or endswith.</param>
    /// <param name="Value">The literal without its quotes; null for the word null.</param>
    public sealed record Comparison(string Field, string Operator, string? Value) : FilterNode;

    public sealed record Junction(bool IsAnd, FilterNode Left, FilterNode Right) : FilterNode;

    public sealed record Negation(FilterNode Inner) : FilterNode;
}
