using Sutler.Scim.Errors;

namespace Sutler.Scim.Filters;

/// <summary>
/// Recursive descent over the text of a filter: or, and, not and parentheses, attribute expressions. Reads straight from the text,
/// so that a plain <c>attribute eq "value"</c> costs the objects of its result and nothing else.
/// </summary>
internal ref struct FilterReader(ReadOnlySpan<char> text, int start)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _depth;

    /// <summary>Where reading stopped.</summary>
    public int Position { get; private set; } = start;

    private readonly bool AtEnd => Position >= _text.Length;

    private readonly char Current => _text[Position];

    public FilterExpression ReadToEnd()
    {
        CheckLength();
        var filter = ReadOr(insideValuePath: false);
        SkipSpace();
        return AtEnd ? filter : throw Expected("'and', 'or' or the end of the filter");
    }

    /// <summary>Reads the filter behind a '[' that was just passed, and the ']' that ends it.</summary>
    public FilterExpression ReadValueFilter()
    {
        CheckLength();
        Enter();
        var filter = ReadOr(insideValuePath: true);
        Close(']');
        return filter;
    }

    private FilterExpression ReadOr(bool insideValuePath)
    {
        var left = ReadAnd(insideValuePath);
        while (TryKeyword("or"))
            left = new OrFilter(left, ReadAnd(insideValuePath));
        return left;
    }

    private FilterExpression ReadAnd(bool insideValuePath)
    {
        var left = ReadTerm(insideValuePath);
        while (TryKeyword("and"))
            left = new AndFilter(left, ReadTerm(insideValuePath));
        return left;
    }

    private FilterExpression ReadTerm(bool insideValuePath)
    {
        SkipSpace();
        var negated = TryNot();
        if (AtEnd || Current != '(')
            return ReadAttributeExpression(insideValuePath);
        Position++;
        Enter();
        var inner = ReadOr(insideValuePath);
        Close(')');
        return negated ? new NotFilter(inner) : inner;
    }

    private FilterExpression ReadAttributeExpression(bool insideValuePath)
    {
        var begin = Position;
        while (!AtEnd && !char.IsWhiteSpace(Current) && Current is not ('[' or ']' or '(' or ')' or '"'))
            Position++;
        if (!AttributePath.TryParse(_text[begin..Position], out var path))
            throw Error(begin, $"expected the name of an attribute, found {Found(begin)}. Write it as {AttributePath.Form}");
        if (AtEnd || Current != '[')
            return ReadOperator(path);
        if (insideValuePath)
            throw Error(Position, "a value filter in [ ] cannot hold another one. Join the conditions with 'and'");
        Position++;
        return ReadValuePath(path);
    }

    private ValuePathFilter ReadValuePath(AttributePath path)
    {
        var inner = ReadValueFilter();
        if (AtEnd || Current != '.')
            return new ValuePathFilter(path, inner);
        // Not in the grammar, but sent: emails[type eq "work"].value eq "x" (S/SCIM-14). It means one value that fulfils both.
        var begin = ++Position;
        while (!AtEnd && !char.IsWhiteSpace(Current))
            Position++;
        return AttributePath.IsName(_text[begin..Position])
            ? new ValuePathFilter(path, new AndFilter(inner, ReadOperator(new AttributePath(null, _text[begin..Position].ToString(), null))))
            : throw Error(begin, $"expected the name of a sub-attribute after ']', found {Found(begin)}. Write attribute[filter].subAttribute");
    }

    private FilterExpression ReadOperator(AttributePath path)
    {
        SkipSpace();
        var begin = Position;
        while (!AtEnd && char.IsAsciiLetter(Current))
            Position++;
        var word = _text[begin..Position];
        if (word.Equals("pr", StringComparison.OrdinalIgnoreCase))
            return new PresenceFilter(path);
        if (!OperatorNames.TryRead(word, out var comparison))
            throw Error(begin, $"expected one of {OperatorNames.All}, found {Found(begin)}. {OperatorRemedy(path)}");
        SkipSpace();
        var literal = new LiteralReader(_text, Position);
        var value = literal.Read();
        Position = literal.Position;
        return new ComparisonFilter(path, comparison, value);
    }

    private static string OperatorRemedy(AttributePath path) =>
        path.Attribute.Equals("not", StringComparison.OrdinalIgnoreCase)
            ? "Put what 'not' negates into parentheses: not (attribute eq \"value\")"
            : "Write attribute eq \"value\", or attribute pr";

    // 'not' is an operator only before a parenthesis; an attribute may bear the name.
    private bool TryNot()
    {
        if (!_text[Position..].StartsWith("not", StringComparison.OrdinalIgnoreCase))
            return false;
        var next = Position + 3;
        while (next < _text.Length && char.IsWhiteSpace(_text[next]))
            next++;
        if (next >= _text.Length || _text[next] != '(')
            return false;
        Position = next;
        return true;
    }

    private bool TryKeyword(ReadOnlySpan<char> keyword)
    {
        SkipSpace();
        var end = Position + keyword.Length;
        if (!_text[Position..].StartsWith(keyword, StringComparison.OrdinalIgnoreCase)
            || (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] != '('))
        {
            return false;
        }
        Position = end;
        return true;
    }

    private void Enter()
    {
        if (++_depth > FilterParser.MaxDepth)
            throw Error(Position - 1, $"more than {FilterParser.MaxDepth} parentheses or brackets are open. Write it flatter, or split the query");
    }

    private void Close(char bracket)
    {
        SkipSpace();
        if (AtEnd || Current != bracket)
            throw Expected($"'and', 'or' or the closing '{bracket}'");
        Position++;
        _depth--;
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Current))
            Position++;
    }

    private readonly void CheckLength()
    {
        if (_text.Length > FilterParser.MaxLength)
            throw Error(FilterParser.MaxLength, $"the filter has {_text.Length} characters, the limit is {FilterParser.MaxLength}. Split the query");
    }

    private readonly ScimException Expected(string what) =>
        Error(Position, $"expected {what}, found {Found(Position)}. Check the operators, quotes and parentheses before this place");

    private readonly string Found(int position) =>
        position >= _text.Length ? "the end" : $"'{Excerpt.Of(_text[position..])}'";

    public static ScimException Error(int position, string problem) =>
        new(400, ScimErrorType.InvalidFilter, $"Filter, position {position + 1}: {problem}.");
}
