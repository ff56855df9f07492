using System.Text.RegularExpressions;

namespace Sutler.Service.Api;

/// <summary>The part of <c>$filter</c> that the API understands: comparisons joined by <c>and</c>. Pure.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Operator">eq, gt, ge, lt or le.</param>
/// <param name="Value">The literal without its quotes.</param>
internal sealed partial record EqualityFilter(string Attribute, string Operator, string Value)
{
    private const int MostLength = 2000;

    public static IReadOnlyList<EqualityFilter> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return [];
        if (filter.Length > MostLength)
            throw ApiException.BadRequest($"$filter is longer than {MostLength} characters. Shorten it.");

        var clauses = new List<EqualityFilter>();
        var at = 0;
        while (true)
        {
            var match = Clause().Match(filter, at);
            if (!match.Success)
                throw ApiException.BadRequest($"$filter cannot be read at character {at + 1}. Write: attribute eq 'value', joined by 'and'.");
            var literal = match.Groups["value"].Value;
            clauses.Add(new EqualityFilter(
                match.Groups["attribute"].Value,
                match.Groups["operator"].Value.ToLowerInvariant(),
                literal.StartsWith('\'') ? literal[1..^1].Replace("''", "'", StringComparison.Ordinal) : literal));
            at = match.Index + match.Length;
            if (at == filter.Length)
                return clauses;
        }
    }

    [GeneratedRegex(@"\G\s*(?<attribute>[A-Za-z0-9_/]+)\s+(?<operator>eq|gt|ge|lt|le)\s+(?<value>'(?:[^']|'')*'|[^\s']+)\s*(?:$|and\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Clause();
}
