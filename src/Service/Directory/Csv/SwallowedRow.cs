namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Finds rows that two stray quotes hide within one field: the record around them may have the right number of fields by chance. A line
/// inside the field that is a record by itself tells; where the quotes stand in lines next to each other, both lines being records
/// without them does. Of two columns nothing can be told. Time: linear in the record.
/// </summary>
internal sealed class SwallowedRow(CsvLimits limits, int columns)
{
    private const string LineEnds = "\r\n";
    private readonly CsvRecordParser _parser = new(limits.FieldLength);

    /// <summary>Whether one of the quoted fields holds a row.</summary>
    /// <param name="record">The record's characters.</param>
    /// <param name="fields">Where its quoted fields of several lines begin and end, both quotes included.</param>
    public bool IsIn(ReadOnlySpan<char> record, IReadOnlyList<Range> fields)
    {
        if (columns <= 2)
            return false;

        foreach (var field in fields)
        {
            var (at, length) = field.GetOffsetAndLength(record.Length);
            if (HoldsRow(record.Slice(at + 1, length - 2)) || (IsRowWithout(record, at) && IsRowWithout(record, at + length - 1)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a line is a row that neither begins nor ends the field.</summary>
    private bool HoldsRow(ReadOnlySpan<char> text)
    {
        var begin = text.IndexOfAny(LineEnds) + 1;
        while (true)
        {
            var length = text[begin..].IndexOfAny(LineEnds);
            if (length < 0)
                return false;
            if (IsRow(text.Slice(begin, length)))
                return true;
            begin += length + 1;
        }
    }

    private bool IsRowWithout(ReadOnlySpan<char> record, int quote)
    {
        var begin = record[..quote].LastIndexOfAny(LineEnds) + 1;
        var length = record[quote..].IndexOfAny(LineEnds);
        var end = length < 0 ? record.Length : quote + length;
        return IsRow(string.Concat(record[begin..quote], record[(quote + 1)..end]));
    }

    private bool IsRow(ReadOnlySpan<char> line) => _parser.Parse(line, final: true) is CsvParse.Whole && _parser.FieldCount == columns;
}
