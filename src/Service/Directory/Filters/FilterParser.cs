using System.Globalization;
using Sutler.Service.Api;

namespace Sutler.Service.Directory.Filters;

/// <summary>
/// Reads <c>$filter</c>: comparisons, <c>in</c>, <c>startsWith</c>, <c>endsWith</c>, <c>contains</c>, <c>any</c>, joined by <c>and</c>,
/// <c>or</c>, <c>not</c> and brackets. Pure; length, depth and number of comparisons are bounded, so that no filter costs more than its length.
/// </summary>
internal sealed class FilterParser
{
    public const int MostLength = 8000;
    public const int MostDepth = 32;
    public const int MostComparisons = 100;
    public const int MostListed = 500;
    private static readonly string[] Operators = ["eq", "ne", "gt", "ge", "lt", "le"];
    private static readonly string[] Functions = ["startsWith", "endsWith", "contains"];
    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _at;
    private int _comparisons;
    private int _depth;
    private string? _variable;

    private FilterParser(IReadOnlyList<FilterToken> tokens) => _tokens = tokens;

    private FilterToken Current => _tokens[_at];

    /// <summary>The tree; null for no filter.</summary>
    /// <exception cref="ApiException">The text is no filter; the message says where and why.</exception>
    public static FilterTree? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return null;
        if (filter.Length > MostLength)
            throw ApiException.BadRequest($"$filter is longer than {MostLength} characters. Shorten it.");
        if (!SafeText.Is(filter))
            throw ApiException.BadRequest("$filter holds a NUL character or half of a surrogate pair, which no text in the directory has. Remove it.");

        var parser = new FilterParser(FilterLexer.Read(filter));
        var node = parser.Or();
        return parser.Current.Kind is FilterTokenKind.End ? node : throw parser.Unexpected("'and', 'or' or the end");
    }

    private FilterTree Or()
    {
        var left = And();
        while (Take("or"))
            left = new FilterTree.Or(left, And());
        return left;
    }

    private FilterTree And()
    {
        var left = Unary();
        while (Take("and"))
            left = new FilterTree.And(left, Unary());
        return left;
    }

    private FilterTree Unary()
    {
        if (++_depth > MostDepth)
            throw ApiException.BadRequest($"$filter is nested deeper than {MostDepth} levels at character {Current.Position}. Make it flatter.");

        FilterTree node;
        if (Take("not"))
        {
            node = new FilterTree.Not(Unary());
        }
        else if (Current.IsSign('('))
        {
            _at++;
            node = Or();
            Expect(')');
        }
        else
        {
            node = Test();
        }

        _depth--;
        return node;
    }

    private FilterTree Test()
    {
        if (++_comparisons > MostComparisons)
            throw ApiException.BadRequest($"$filter has more than {MostComparisons} comparisons. Use 'in', or several requests.");
        if (Current.Kind is not FilterTokenKind.Word)
            throw Unexpected("an attribute or a function");

        var word = Current;
        _at++;
        if (!Current.IsSign('('))
            return Comparison(Path(word));
        if (word.Text.EndsWith("/any", StringComparison.OrdinalIgnoreCase))
            return Any(new FilterToken(word.Kind, word.Text[..^4], word.Position));
        return Function(word);
    }

    private FilterTree Comparison(FilterPath path)
    {
        if (Take("in"))
            return new FilterTree.In(path, List());
        var name = Array.Find(Operators, known => Current.Is(known)) ?? throw Unexpected("one of eq, ne, gt, ge, lt, le, in");
        _at++;
        var at = Current;
        var value = Literal();
        if (value is null && name is not ("eq" or "ne"))
            throw ApiException.BadRequest($"$filter cannot be read at character {at.Position}: null is compared with eq and ne only.");
        return new FilterTree.Compare(path, name, value);
    }

    private List<object?> List()
    {
        Expect('(');
        var values = new List<object?> { Literal() };
        while (Current.IsSign(','))
        {
            _at++;
            values.Add(Literal());
            if (values.Count > MostListed)
                throw ApiException.BadRequest($"$filter lists more than {MostListed} values at character {Current.Position}. Use several requests.");
        }

        Expect(')');
        return values;
    }

    private FilterTree.Match Function(FilterToken word)
    {
        var name = Array.Find(Functions, known => word.Is(known))
            ?? throw ApiException.BadRequest($"$filter cannot be read at character {word.Position}: '{word.Text}' is no function here. Use startsWith, endsWith, contains, or attribute/any.");
        Expect('(');
        if (Current.Kind is not FilterTokenKind.Word)
            throw Unexpected("an attribute");
        var path = Path(Current);
        _at++;
        Expect(',');
        if (Current.Kind is not FilterTokenKind.Text)
            throw Unexpected("text in quotes");
        var text = Current.Text;
        _at++;
        Expect(')');
        return new FilterTree.Match(name, path, text);
    }

    private FilterTree.Any Any(FilterToken path)
    {
        if (_variable is not null)
            throw ApiException.BadRequest($"$filter cannot be read at character {path.Position}: any cannot stand within any.");
        Expect('(');
        if (Current.IsSign(')'))
        {
            _at++;
            return new FilterTree.Any(new FilterPath(path.Text, path.Position), "", null);
        }

        if (Current.Kind is not FilterTokenKind.Word || Current.Text.Contains('/', StringComparison.Ordinal))
            throw Unexpected("a variable, as in any(p:p eq 'x')");
        _variable = Current.Text;
        _at++;
        Expect(':');
        var node = new FilterTree.Any(new FilterPath(path.Text, path.Position), _variable, Or());
        Expect(')');
        _variable = null;
        return node;
    }

    private FilterPath Path(FilterToken word) =>
        _variable is null || string.Equals(word.Text, _variable, StringComparison.Ordinal)
            ? new FilterPath(word.Text, word.Position)
            : throw ApiException.BadRequest($"$filter cannot be read at character {word.Position}: within any only the variable {_variable} can be compared.");

    private object? Literal()
    {
        var token = Current;
        _at++;
        switch (token)
        {
            case { Kind: FilterTokenKind.Text }:
                return token.Text;
            case { Kind: FilterTokenKind.Number } when decimal.TryParse(token.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number):
                return number;
            case { Kind: FilterTokenKind.Number } when IsTime(token.Text, out var time):
                return time;
            case { Kind: FilterTokenKind.Number } when Guid.TryParse(token.Text, out var id):
                return id.ToString();
            case { Kind: FilterTokenKind.Word } when token.Is("true") || token.Is("false"):
                return token.Is("true");
            case { Kind: FilterTokenKind.Word } when token.Is("null"):
                return null;
            default:
                _at--;
                throw Unexpected("a value: text in single quotes, a number, true, false, null, or a time such as 2026-01-31T00:00:00Z");
        }
    }

    /// <summary>Times of the years that a directory can hold: whole seconds or milliseconds, in any zone.</summary>
    private static bool IsTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
        && text.Length >= 10 && text[4] == '-';

    private bool Take(string word)
    {
        if (!Current.Is(word))
            return false;
        _at++;
        return true;
    }

    private void Expect(char sign)
    {
        if (!Current.IsSign(sign))
            throw Unexpected($"'{sign}'");
        _at++;
    }

    private ApiException Unexpected(string wanted)
    {
        var found = Current.Text.Length > 40 ? Current.Text[..40] : Current.Text;
        return ApiException.BadRequest($"$filter cannot be read at character {Current.Position}: found {found}, expected {wanted}.");
    }
}
