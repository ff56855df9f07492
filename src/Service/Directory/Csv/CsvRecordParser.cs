namespace Sutler.Service.Directory.Csv;

/// <summary>Reads one record from characters in memory by RFC 4180 §2; ends of line are CRLF, LF or CR. Used again for each record.</summary>
internal sealed class CsvRecordParser(int fieldLength)
{
    private readonly List<string> _fields = [];
    private readonly List<Range> _spanning = [];

    public string[] Fields => [.. _fields];

    public int FieldCount => _fields.Count;

    /// <summary>Characters the record takes, its end of line included.</summary>
    public int Length { get; private set; }

    /// <summary>Lines the record takes.</summary>
    public int Lines { get; private set; }

    /// <summary>Where the quoted fields of several lines stand, their quotes included.</summary>
    public IReadOnlyList<Range> Spanning => _spanning;

    /// <summary>The first rule of content that a field breaks; null when none.</summary>
    public CsvProblem? Problem { get; private set; }

    /// <summary>Reads one record; what it holds is in the properties afterwards.</summary>
    /// <param name="text">Characters from the record's first on.</param>
    /// <param name="final">Whether the file ends with them.</param>
    public CsvParse Parse(ReadOnlySpan<char> text, bool final)
    {
        _fields.Clear();
        _spanning.Clear();
        Problem = null;
        Lines = 1;
        var at = 0;
        while (true)
        {
            var outcome = at < text.Length && text[at] == '"' ? Quoted(text, final, ref at) : Unquoted(text, final, ref at);
            if (outcome is not CsvParse.Whole)
                return outcome;
            if (at == text.Length || text[at] != ',')
                return EndOfRecord(text, final, at);
            at++;
        }
    }

    private CsvParse EndOfRecord(ReadOnlySpan<char> text, bool final, int at)
    {
        if (at < text.Length && text[at] == '\r')
        {
            if (at + 1 == text.Length && !final)
                return CsvParse.NeedsMore;
            if (at + 1 < text.Length && text[at + 1] == '\n')
                at++;
        }

        Length = Math.Min(at + 1, text.Length);
        return CsvParse.Whole;
    }

    private CsvParse Unquoted(ReadOnlySpan<char> text, bool final, ref int at)
    {
        var length = text[at..].IndexOfAny(",\r\n\"");
        if (length < 0)
        {
            if (!final)
                return CsvParse.NeedsMore;
            length = text.Length - at;
        }
        else if (text[at + length] == '"')
        {
            return CsvParse.BrokenQuote;
        }

        Add(text.Slice(at, length), quotes: false);
        at += length;
        return CsvParse.Whole;
    }

    private CsvParse Quoted(ReadOnlySpan<char> text, bool final, ref int at)
    {
        var begin = at + 1;
        var end = begin;
        var doubled = false;
        while (true)
        {
            var quote = text[end..].IndexOf('"');
            if (quote < 0)
                return final ? CsvParse.BrokenQuote : CsvParse.NeedsMore;
            end += quote;
            if (end + 1 == text.Length && !final)
                return CsvParse.NeedsMore;
            if (end + 1 == text.Length || text[end + 1] != '"')
                break;
            doubled = true;
            end += 2;
        }

        at = end + 1;
        if (at < text.Length && text[at] is not (',' or '\r' or '\n'))
            return CsvParse.BrokenQuote;

        var field = text[begin..end];
        var breaks = CountLines(field);
        if (breaks > 0)
            _spanning.Add((begin - 1)..(end + 1));
        Lines += breaks;
        Add(field, doubled);
        return CsvParse.Whole;
    }

    private void Add(ReadOnlySpan<char> field, bool quotes)
    {
        Check(field);
        if (field.Length > fieldLength)
            field = [];
        _fields.Add(quotes ? field.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : field.ToString());
    }

    private void Check(ReadOnlySpan<char> field)
    {
        var column = _fields.Count + 1;
        if (field.Length > fieldLength)
            Problem ??= new CsvProblem(column, $"The field is {field.Length} characters long; {fieldLength} are allowed.", "Shorten the field.");
        else if (field.Contains('\0'))
            Problem ??= new CsvProblem(column, "The field holds a NUL byte, which no text has.", "Remove it, or save the file as UTF-8, or as UTF-16 with a byte order mark.");
        else if (field.Contains(CsvText.Invalid))
            Problem ??= new CsvProblem(column, "The field holds bytes that are not valid in the file's encoding.", "Save the file as UTF-8.");
    }

    public static int CountLines(ReadOnlySpan<char> text)
    {
        var lines = text.Count('\n');
        for (var i = text.IndexOf('\r'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                lines++;
        }

        return lines;
    }
}
