using System.Globalization;
using System.Text;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Filters;

/// <summary>Reads the literal of a comparison: JSON string, number, boolean or null; a bare word counts as a string (S/SCIM-13).</summary>
internal ref struct LiteralReader(ReadOnlySpan<char> text, int start)
{
    private const string StringRemedy = "Write it as a JSON string in double quotes";
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Where reading stopped.</summary>
    public int Position { get; private set; } = start;

    public object? Read()
    {
        if (Position < _text.Length && _text[Position] == '"')
            return ReadString();
        var begin = Position;
        while (Position < _text.Length && !char.IsWhiteSpace(_text[Position]) && _text[Position] is not (')' or ']'))
            Position++;
        return ReadBareWord(begin, _text[begin..Position]);
    }

    private static object? ReadBareWord(int position, ReadOnlySpan<char> word)
    {
        if (word.Equals("true", StringComparison.OrdinalIgnoreCase))
            return true;
        if (word.Equals("false", StringComparison.OrdinalIgnoreCase))
            return false;
        if (word.Equals("null", StringComparison.OrdinalIgnoreCase))
            return null;
        if (JsonNumber.Looks(word))
            return JsonNumber.TryRead(word, out var number) ? number : throw Error(position, "the number is too large. Compare with a smaller one");
        if (word.IsEmpty || word[0] is '\'' || word.ContainsAny("\"[({}") || IsKeyword(word))
            throw Error(position, $"expected a value, found '{Excerpt.Of(word)}'. {StringRemedy}, a number, true, false or null");
        return word.ToString();
    }

    private static bool IsKeyword(ReadOnlySpan<char> word) =>
        word.Equals("and", StringComparison.OrdinalIgnoreCase)
        || word.Equals("or", StringComparison.OrdinalIgnoreCase)
        || word.Equals("not", StringComparison.OrdinalIgnoreCase);

    private string ReadString()
    {
        var begin = ++Position;
        var length = _text[begin..].IndexOfAny('"', '\\');
        if (length < 0)
            throw Unterminated(begin);
        CheckControls(begin, length);
        if (_text[begin + length] == '\\')
            return ReadEscaped(begin, length);
        Position = begin + length + 1;
        return _text.Slice(begin, length).ToString();
    }

    private string ReadEscaped(int begin, int length)
    {
        var value = new StringBuilder(_text.Length - begin);
        while (true)
        {
            value.Append(_text.Slice(Position, length));
            Position += length;
            if (_text[Position] == '"')
            {
                Position++;
                return value.ToString();
            }
            value.Append(ReadEscape());
            length = _text[Position..].IndexOfAny('"', '\\');
            if (length < 0)
                throw Unterminated(begin);
            CheckControls(Position, length);
        }
    }

    private char ReadEscape()
    {
        var escape = Position + 1 < _text.Length ? _text[Position + 1] : '\0';
        var position = Position;
        Position += 2;
        return escape switch
        {
            '"' or '\\' or '/' => escape,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadCodeUnit(position),
            _ => throw Error(position, $"'\\{escape}' is not an escape. Write a backslash as \\\\ and a quote as \\\""),
        };
    }

    private char ReadCodeUnit(int position)
    {
        if (Position + 4 > _text.Length
            || !ushort.TryParse(_text.Slice(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw Error(position, "'\\u' needs four hexadecimal digits. Write it as \\u00e9, or the character itself");
        }
        Position += 4;
        return (char)unit;
    }

    private readonly void CheckControls(int begin, int length)
    {
        var control = _text.Slice(begin, length).IndexOfAnyInRange('\0', '\u001f');
        if (control >= 0)
            throw Error(begin + control, "a string holds a control character. Write it as an escape such as \\n or \\u0009");
    }

    private static ScimException Unterminated(int begin) =>
        Error(begin - 1, "the string that begins here has no end. Close it with a double quote, and write quotes within it as \\\"");

    private static ScimException Error(int position, string problem) => FilterReader.Error(position, problem);
}
