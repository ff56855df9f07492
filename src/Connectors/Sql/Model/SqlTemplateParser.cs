using System.Text;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>
/// Finds the <c>@NAME</c> placeholders of a statement and puts parameters in their place: a value never becomes part of the text
/// (H/SQL-56, H/SQL-59). A placeholder within a literal, a quoted name or a comment would be just text there, so it is refused.
/// </summary>
internal sealed class SqlTemplateParser(string text, Func<string, string?> known)
{
    private readonly StringBuilder _result = new();
    private readonly List<SqlTemplateValue> _values = [];
    private int _at;

    /// <summary>Parses the text; <paramref name="known"/> gives the full form of a name, or null when there is none of it.</summary>
    /// <exception cref="ConnectorException">A placeholder is unknown, or stands where no parameter can.</exception>
    public static SqlTemplate Parse(string text, Func<string, string?> known) => new SqlTemplateParser(text, known).Parse();

    /// <summary>The text with its placeholders replaced by other text.</summary>
    public static string Replace(string text, IReadOnlyDictionary<string, string> names)
    {
        var template = Parse(text, name => names.ContainsKey(name) ? name : null);
        var result = template.Statement.Text;
        for (var index = template.Values.Count - 1; index >= 0; index--)
            result = result.Replace(SqlStatementWriter.Parameter(index), names[template.Values[index].Name!], StringComparison.Ordinal);
        return result;
    }

    private SqlTemplate Parse()
    {
        while (_at < text.Length)
        {
            switch (text[_at])
            {
                case '\'' or '"' or '`':
                    Skip(Quoted(text[_at], text[_at]));
                    break;
                case '[':
                    Skip(Bracketed());
                    break;
                case '-' when Next('-'):
                    Skip(Until("\n"));
                    break;
                case '/' when Next('*'):
                    Skip(Until("*/"));
                    break;
                case '@':
                    Placeholder();
                    break;
                default:
                    _result.Append(text[_at++]);
                    break;
            }
        }

        return new SqlTemplate(new SqlStatement(_result.ToString(), _values.Count), _values);
    }

    private void Placeholder()
    {
        var length = NameLength(_at + 1);
        if (length == 0 || Next('@'))
        {
            var end = Next('@') ? _at + 2 + NameLength(_at + 2) : _at + 1;
            _result.Append(text, _at, end - _at);
            _at = end;
            return;
        }

        var name = text.Substring(_at + 1, length).TrimEnd('.');
        if (known(name) is not { } full)
            throw Refuse($"'@{name}' is neither an attribute nor a paging value. Name one, or take it out.");
        _result.Append(SqlStatementWriter.Parameter(_values.Count));
        _values.Add(new SqlTemplateValue(full, null));
        _at += 1 + name.Length;
    }

    private void Skip(int end)
    {
        for (var at = _at; at < end; at++)
        {
            if (text[at] == '@' && text.Substring(at + 1, Math.Min(NameLength(at + 1), end - at - 1)).TrimEnd('.') is { Length: > 0 } name && known(name) is not null)
                throw Refuse($"'@{name}' stands within a literal, a quoted name or a comment, where it is only text. Move it out and join the parts with an operator.");
        }

        _result.Append(text, _at, end - _at);
        _at = end;
    }

    private int Quoted(char open, char close)
    {
        var at = _at + (open == close ? 1 : 0);
        while ((at = text.IndexOf(close, at)) >= 0)
        {
            if (at + 1 >= text.Length || text[at + 1] != close)
                return at + 1;
            at += 2;
        }

        throw Refuse($"{open} is opened and not closed. Close it.");
    }

    // An array's index stands in brackets as well as a name: only what reads as a name is skipped.
    private int Bracketed()
    {
        var close = text.IndexOf(']', _at);
        return close > _at + 1 && (char.IsLetter(text[_at + 1]) || text[_at + 1] == '_') ? close + 1 : _at + 1;
    }

    private int Until(string end)
    {
        var at = text.IndexOf(end, _at + 2, StringComparison.Ordinal);
        return at < 0 ? text.Length : at + end.Length;
    }

    private int NameLength(int start)
    {
        var at = start;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_' || (text[at] == '.' && at > start)))
            at++;
        return at > start && char.IsDigit(text[start]) ? 0 : at - start;
    }

    private bool Next(char character) => _at + 1 < text.Length && text[_at + 1] == character;

    private static ConnectorException Refuse(string message) => new(new ConnectorError(ConnectorErrorKind.Invalid, message));
}
