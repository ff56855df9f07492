using System.Text;

namespace Sutler.Odbc.Parameters;

/// <summary>
/// Turns named parameters (<c>@name</c>) into the question marks that ODBC knows, and tells which parameter stands at each. Only names that the
/// command has are touched, and nothing inside literals, quoted names and comments. Pure.
/// </summary>
internal static class ParameterMarkers
{
    /// <summary>The text for the driver and the parameter of each marker; the text itself, and no list, when it names no parameter.</summary>
    public static (string Text, int[]? Order) Rewrite(string text, IReadOnlyList<string> names, OdbcTraits traits)
    {
        if (names.Count == 0 || !text.Contains('@', StringComparison.Ordinal))
            return (text, null);

        var output = new StringBuilder(text.Length);
        List<int> order = [];
        var position = 0;
        while (position < text.Length)
        {
            var literal = LiteralEnd(text, position, traits);
            if (literal > position)
            {
                output.Append(text, position, literal - position);
                position = literal;
                continue;
            }

            var end = text[position] == '@' ? NameEnd(text, position + 1) : position;
            var place = end > position + 1 ? Place(names, text.AsSpan(position, end - position)) : -1;
            if (place >= 0)
            {
                order.Add(place);
                output.Append('?');
                position = end;
            }
            else
            {
                output.Append(text[position++]);
            }
        }

        return order.Count == 0 ? (text, null) : (output.ToString(), [.. order]);
    }

    private static int Place(IReadOnlyList<string> names, ReadOnlySpan<char> name)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (name.Equals(names[index], StringComparison.OrdinalIgnoreCase) || name[1..].Equals(names[index], StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }

    private static int NameEnd(string text, int position)
    {
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
            position++;
        return position;
    }

    // The end of the literal, quoted name or comment that begins here; the same place when none does.
    private static int LiteralEnd(string text, int start, OdbcTraits traits) => text[start] switch
    {
        '\'' => QuoteEnd(text, start, traits.BackslashEscapes),
        '"' => QuoteEnd(text, start, traits.BackslashEscapes),
        '`' => QuoteEnd(text, start, false),
        '-' when At(text, start + 1) == '-' => LineEnd(text, start),
        '/' when At(text, start + 1) == '*' => After(text, "*/", start + 2),
        '$' when traits.DollarQuotes => DollarEnd(text, start),
        _ => start,
    };

    private static int QuoteEnd(string text, int start, bool backslash)
    {
        var quote = text[start];
        for (var position = start + 1; position < text.Length; position++)
        {
            if (backslash && text[position] == '\\')
                position++;
            else if (text[position] == quote)
                return position + 1; // A doubled quote begins the next literal, which is just as good.
        }

        return text.Length;
    }

    private static int LineEnd(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end + 1;
    }

    private static int DollarEnd(string text, int start)
    {
        var tag = NameEnd(text, start + 1);
        return At(text, tag) == '$' && !char.IsDigit(At(text, start + 1)) ? After(text, text[start..(tag + 1)], tag + 1) : start;
    }

    private static int After(string text, string end, int start)
    {
        var found = text.IndexOf(end, Math.Min(start, text.Length), StringComparison.Ordinal);
        return found < 0 ? text.Length : found + end.Length;
    }

    private static char At(string text, int position) => position < text.Length ? text[position] : '\0';
}
