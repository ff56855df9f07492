using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Sutler.Service.Mapping;

namespace Sutler.Service.Scoping;

/// <summary>Every operator of scoping filters: those of the original under their stored names (S/SCOPE-13), and ours (S/SCOPE-20).</summary>
internal static class ScopeOperators
{
    public const string Expression = "EXPRESSION";

    private static readonly TargetType[] Texts = [TargetType.String, TargetType.Integer];
    private static readonly TargetType[] Text = [TargetType.String];
    private static readonly TargetType[] Numbers = [TargetType.Integer];
    private static readonly TargetType[] Flags = [TargetType.Boolean];
    private static readonly TargetType[] Dates = [TargetType.DateTime, TargetType.String];
    private static readonly TargetType[] Anything = [TargetType.Integer, TargetType.String, TargetType.Binary, TargetType.Boolean];

    public static IReadOnlyList<ScopeOperator> All { get; } =
    [
        Binary("EQUALS", Texts, test => Same(test, StringComparison.Ordinal)),
        Binary("NOT EQUALS", Texts, test => !Same(test, StringComparison.Ordinal)) with { IsNegative = true },
        new("IS TRUE", ScopeArity.Unary, Flags) { Holds = test => test.Text.Is("true") },
        new("IS FALSE", ScopeArity.Unary, Flags) { Holds = test => test.Text.Is("false") },
        new("IS NULL", ScopeArity.Unary, Anything) { TestsNull = true, Holds = test => test.Text.Length == 0 },
        new("IS NOT NULL", ScopeArity.Unary, Anything) { TestsNull = true, Holds = test => test.Text.Length > 0 },
        Binary("REGEX MATCH", Texts, Matches) with { IsRegex = true },
        Binary("NOT REGEX MATCH", Texts, test => !Matches(test)) with { IsRegex = true, IsNegative = true },
        Number("Greater_Than", order => order > 0),
        Number("Greater_Than_OR_EQUALS", order => order >= 0),
        Binary("Includes", Text, test => test.Text.Contains(test.Operand, StringComparison.Ordinal)),
        Binary("ENDS_WITH", Text, test => test.Text.EndsWith(test.Operand, StringComparison.Ordinal)),
        Binary("&", Text, test => test.Operand.Contains(test.Text, StringComparison.Ordinal)),
        Binary("!&", Text, test => !test.Operand.Contains(test.Text, StringComparison.Ordinal)) with { IsNegative = true },
        Ours(Binary("EQUALS_CI", Texts, test => Same(test, StringComparison.OrdinalIgnoreCase))),
        Ours(Binary("NOT_EQUALS_CI", Texts, test => !Same(test, StringComparison.OrdinalIgnoreCase)) with { IsNegative = true }),
        Ours(Binary("IN", Texts, test => Same(test, StringComparison.Ordinal))),
        Ours(Binary("IN_CI", Texts, test => Same(test, StringComparison.OrdinalIgnoreCase))),
        Ours(Binary("NOT_IN", Texts, test => !Same(test, StringComparison.Ordinal)) with { IsNegative = true }),
        Ours(Binary("Includes_CI", Text, test => test.Text.Contains(test.Operand, StringComparison.OrdinalIgnoreCase))),
        Ours(Binary("STARTS_WITH", Text, test => test.Text.StartsWith(test.Operand, StringComparison.Ordinal))),
        Ours(Binary("STARTS_WITH_CI", Text, test => test.Text.StartsWith(test.Operand, StringComparison.OrdinalIgnoreCase))),
        Ours(Binary("ENDS_WITH_CI", Text, test => test.Text.EndsWith(test.Operand, StringComparison.OrdinalIgnoreCase))),
        Ours(Number("Less_Than", order => order < 0)),
        Ours(Number("Less_Than_OR_EQUALS", order => order <= 0)),
        Ours(Binary("BEFORE", Dates, test => Between(test) < 0) with { IsTemporal = true }),
        Ours(Binary("AFTER", Dates, test => Between(test) > 0) with { IsTemporal = true }),
        Ours(new(Expression, ScopeArity.Binary, Anything) { IsExpression = true }),
    ];

    private static readonly FrozenDictionary<string, ScopeOperator> ByName = All.ToFrozenDictionary(item => item.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The operator of this name, in any case; null when there is none.</summary>
    public static ScopeOperator? Find(string name) => ByName.GetValueOrDefault(name);

    private static ScopeOperator Binary(string name, TargetType[] types, Func<ScopeComparison, bool?> holds) => new(name, ScopeArity.Binary, types) { Holds = holds };

    private static ScopeOperator Number(string name, Func<int, bool> order) =>
        Binary(name, Numbers, test => Compare(test) is { } difference ? order(difference) : false) with { IsNumeric = true };

    private static ScopeOperator Ours(ScopeOperator one) => one with { IsExtension = true };

    private static bool Same(ScopeComparison test, StringComparison comparison) => string.Equals(test.Text, test.Operand, comparison);

    private static int? Compare(ScopeComparison test) =>
        long.TryParse(test.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && long.TryParse(test.Operand, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : null;

    private static int? Between(ScopeComparison test) =>
        RelativeTime.TryReadMoment(test.Text, out var moment) && RelativeTime.TryRead(test.Operand, test.Now, out var bound) ? moment.CompareTo(bound) : null;

    private static bool? Matches(ScopeComparison test)
    {
        try
        {
            return test.Pattern?.IsMatch(test.Text) ?? false;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
