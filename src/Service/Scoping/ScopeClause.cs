using System.Globalization;
using System.Text.RegularExpressions;

namespace Sutler.Service.Scoping;

/// <summary>One comparison of a scoping filter (S/SCOPE-13). An attribute without a value fails every comparison but the tests for null (S/SCOPE-12).</summary>
internal sealed record ScopeClause(string Attribute, string Operator, string? Operand)
{
    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(250);

    public static readonly IReadOnlySet<string> Operators = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "EQUALS", "NOT EQUALS", "IS TRUE", "IS FALSE", "IS NULL", "IS NOT NULL", "REGEX MATCH", "NOT REGEX MATCH", "Greater_Than",
        "Greater_Than_OR_EQUALS", "Includes", "ENDS_WITH",
    };

    public bool Holds(object? value)
    {
        var text = value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var name = Operator.ToUpperInvariant();
        if (name is "IS NULL" or "IS NOT NULL")
            return text.Length == 0 == name is "IS NULL";
        if (text.Length == 0)
            return false;

        var operand = Operand ?? "";
        return name switch
        {
            "EQUALS" => string.Equals(text, operand, StringComparison.Ordinal),
            "NOT EQUALS" => !string.Equals(text, operand, StringComparison.Ordinal),
            "IS TRUE" => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase),
            "IS FALSE" => string.Equals(text, "false", StringComparison.OrdinalIgnoreCase),
            "REGEX MATCH" => Matches(text, operand) is true,
            "NOT REGEX MATCH" => Matches(text, operand) is false,
            "GREATER_THAN" => Compare(text, operand) > 0,
            "GREATER_THAN_OR_EQUALS" => Compare(text, operand) >= 0,
            "INCLUDES" => text.Contains(operand, StringComparison.Ordinal),
            _ => text.EndsWith(operand, StringComparison.Ordinal),
        };
    }

    private static int Compare(string text, string operand) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && long.TryParse(operand, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : -1;

    private static bool? Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, RegexLimit);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
