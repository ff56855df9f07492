namespace Sutler.Scim.Filters;

/// <summary>The comparisons as they are written on the wire, without regard to case.</summary>
internal static class OperatorNames
{
    public const string All = "eq, ne, co, sw, ew, gt, ge, lt, le, pr";

    public static bool TryRead(ReadOnlySpan<char> word, out ComparisonOperator comparison)
    {
        comparison = default;
        if (word.Length != 2)
            return false;
        ComparisonOperator? found = ((char)(word[0] | 0x20), (char)(word[1] | 0x20)) switch
        {
            ('e', 'q') => ComparisonOperator.Equal,
            ('n', 'e') => ComparisonOperator.NotEqual,
            ('c', 'o') => ComparisonOperator.Contains,
            ('s', 'w') => ComparisonOperator.StartsWith,
            ('e', 'w') => ComparisonOperator.EndsWith,
            ('g', 't') => ComparisonOperator.GreaterThan,
            ('g', 'e') => ComparisonOperator.GreaterOrEqual,
            ('l', 't') => ComparisonOperator.LessThan,
            ('l', 'e') => ComparisonOperator.LessOrEqual,
            _ => null,
        };
        comparison = found.GetValueOrDefault();
        return found is not null;
    }

    public static string Of(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "eq",
        ComparisonOperator.NotEqual => "ne",
        ComparisonOperator.Contains => "co",
        ComparisonOperator.StartsWith => "sw",
        ComparisonOperator.EndsWith => "ew",
        ComparisonOperator.GreaterThan => "gt",
        ComparisonOperator.GreaterOrEqual => "ge",
        ComparisonOperator.LessThan => "lt",
        ComparisonOperator.LessOrEqual => "le",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Not a comparison."),
    };
}
