using System.Text.RegularExpressions;

namespace Sutler.Service.Api;

/// <summary>Reads the OData <c>$filter</c> of lists that are searched in the store: and, or, not, parentheses, comparisons, contains, startsWith and endsWith (S/LOG-13).</summary>
internal sealed partial class FilterReader
{
    private const int MostLength = 4000;
    private const int MostDepth = 20;
    private readonly string _text;
    private Match _token;
    private int _depth;

    private FilterReader(string text)
    {
        _text = text;
        _token = Token().Match(text);
    }

    /// <summary>Null for no filter.</summary>
    public static FilterNode? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return null;
        if (filter.Length > MostLength)
            throw ApiException.BadRequest($"$filter is longer than {MostLength} characters. Shorten it.");
        var reader = new FilterReader(filter);
        var node = reader.ReadOr();
        return reader.Word.Length == 0 && reader.At == filter.Length ? node : throw reader.Refuse("expected 'and', 'or' or the end");
    }

    private string Word => _token.Groups["token"].Value;

    private int At => _token.Success ? _token.Groups["token"].Index : _text.Length;

    private FilterNode ReadOr()
    {
        var left = ReadAnd();
        while (Take("or"))
            left = new FilterNode.Junction(IsAnd: false, left, ReadAnd());
        return left;
    }

    private FilterNode ReadAnd()
    {
        var left = ReadOne();
        while (Take("and"))
            left = new FilterNode.Junction(IsAnd: true, left, ReadOne());
        return left;
    }

    private FilterNode ReadOne()
    {
        if (++_depth > MostDepth)
            throw Refuse($"nested deeper than {MostDepth}");
        try
        {
            if (Take("not"))
                return new FilterNode.Negation(ReadOne());
            if (!Take("("))
                return ReadComparison();
            var inner = ReadOr();
            Require(")");
            return inner;
        }
        finally
        {
            _depth--;
        }
    }

    private FilterNode.Comparison ReadComparison()
    {
        var name = ReadName();
        if (Word == "(" && name.ToLowerInvariant() is "contains" or "startswith" or "endswith")
        {
            Require("(");
            var field = ReadName();
            Require(",");
            var part = ReadValue();
            Require(")");
            return new FilterNode.Comparison(field, name.ToLowerInvariant(), part);
        }

        var compare = Word.ToLowerInvariant();
        if (compare is not ("eq" or "ne" or "gt" or "ge" or "lt" or "le"))
            throw Refuse("expected eq, ne, gt, ge, lt or le");
        Next();
        return new FilterNode.Comparison(name, compare, ReadValue());
    }

    private string ReadName()
    {
        var name = Word;
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
            throw Refuse("expected the name of a property");
        Next();
        return name;
    }

    private string? ReadValue()
    {
        var word = Word;
        if (word.Length == 0 || word[0] is '(' or ')' or ',')
            throw Refuse("expected a value such as 'text', 2026-01-31T00:00:00Z or true");
        Next();
        if (word[0] == '\'')
            return word[1..^1].Replace("''", "'", StringComparison.Ordinal);
        return string.Equals(word, "null", StringComparison.OrdinalIgnoreCase) ? null : word;
    }

    private bool Take(string word)
    {
        if (!string.Equals(Word, word, StringComparison.OrdinalIgnoreCase))
            return false;
        Next();
        return true;
    }

    private void Require(string word)
    {
        if (!Take(word))
            throw Refuse($"expected '{word}'");
    }

    private void Next() => _token = _token.NextMatch();

    private ApiException Refuse(string rule) => ApiException.BadRequest($"$filter cannot be read at character {At + 1}: {rule}. Write for example: jobId eq 'x' and (startsWith(name, 'A') or status eq 'failure').");

    [GeneratedRegex(@"\G\s*(?<token>'(?:[^']|'')*'|[(),]|[^\s'(),]+|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
