using System.Text;

namespace Sutler.Expressions.Syntax;

/// <summary>Cuts a text into tokens, one at a time; never goes back.</summary>
internal sealed class Lexer(string text)
{
    private int _at;

    /// <summary>Backslashes that escape nothing, which were kept as they are.</summary>
    public List<int> LooseBackslashes { get; } = [];

    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        if (_at >= text.Length)
            return new Token(TokenKind.End, text.Length + 1, "");

        var start = _at;
        switch (text[_at])
        {
            case '(':
                return One(TokenKind.Open);
            case ')':
                return One(TokenKind.Close);
            case ',':
                return One(TokenKind.Comma);
            case '"':
                return Quoted();
            case '[':
                return Bracketed();
            case '=' or '<' or '>':
                return Comparison();
            case '&':
                return Hexadecimal();
            case '“' or '”' or '„' or '\'' or '‘' or '’':
                return Fault(start, "this is not a straight double quote. Write texts between \" and \"");
        }

        if (char.IsAsciiDigit(text[_at]) || text[_at] is '-' or '+')
            return Number();
        return char.IsLetter(text[_at]) || text[_at] is '_' ? Name() : Fault(start, $"'{text[_at]}' has no meaning here. Take it out, or put texts in double quotes");
    }

    private Token One(TokenKind kind) => new(kind, ++_at, text[(_at - 1)..(_at)]);

    private Token Fault(int start, string message)
    {
        _at = text.Length;
        return new Token(TokenKind.Fault, start + 1, message);
    }

    private Token Quoted()
    {
        var start = _at++;
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                if (text[_at + 1] is '\\' or '"')
                    _at++;
                else
                    LooseBackslashes.Add(_at + 1);
            }

            value.Append(text[_at++]);
        }

        if (_at >= text.Length)
            return Fault(start, "the text that starts here does not end. Close it with \"");
        _at++;
        return new Token(TokenKind.Text, start + 1, value.ToString());
    }

    // A name may itself hold brackets, as in [emails[type eq "work"].value].
    private Token Bracketed()
    {
        var start = _at;
        var depth = 0;
        var inText = false;
        for (; _at < text.Length; _at++)
        {
            var character = text[_at];
            if (character == '"')
                inText = !inText;
            else if (character == '[' && !inText)
                depth++;
            else if (character == ']' && !inText && --depth == 0)
                break;
        }

        if (_at >= text.Length)
            return Fault(start, "the attribute that starts here does not end. Close it with ]");
        var name = text[(start + 1)..(_at++)].Trim();
        return name.Length == 0 ? Fault(start, "the attribute has no name. Write one between [ and ]") : new Token(TokenKind.Attribute, start + 1, name);
    }

    private Token Comparison()
    {
        var start = _at++;
        if (_at < text.Length && text[start] != '=' && (text[_at] == '=' || (text[start] == '<' && text[_at] == '>')))
            _at++;
        return new Token(TokenKind.Comparison, start + 1, text[start.._at]);
    }

    private Token Hexadecimal()
    {
        var start = _at;
        if (_at + 1 >= text.Length || text[_at + 1] is not ('H' or 'h'))
            return Fault(start, "'&' starts a hexadecimal number such as &HF7. Use Append or Join to put texts together");
        _at += 2;
        while (_at < text.Length && char.IsAsciiHexDigit(text[_at]))
            _at++;
        var digits = text[(start + 2).._at];
        return digits.Length is 0 or > 15
            ? Fault(start, "a hexadecimal number has 1 to 15 digits, such as &HF7. Correct it")
            : new Token(TokenKind.Number, start + 1, Convert.ToInt64(digits, 16).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private Token Number()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
            _at++;
        return new Token(TokenKind.Number, start + 1, text[start.._at]);
    }

    private Token Name()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.'))
            _at++;
        return new Token(TokenKind.Name, start + 1, text[start.._at]);
    }
}
