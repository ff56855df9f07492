namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Reads a file record by record in bounded memory. A record with a fault is returned with its problem, and reading goes on at the next
/// one. After a broken quote, which may have swallowed any number of lines (<see cref="SwallowedRow"/>), reading goes on at the next line that by itself is a record
/// with the right number of fields. Memory: at most one record. Time: linear.
/// </summary>
internal sealed class CsvReader(Stream stream, CsvLimits limits)
{
    private static readonly CsvProblem BrokenQuote = new(
        null,
        "A double quote is broken: a field in quotes is not closed, or has text after its closing quote, or a quote stands inside a field without quotes.",
        "Put the field in double quotes and double each quote inside it.");

    private readonly CsvText _text = new(stream);
    private readonly CsvRecordParser _parser = new(limits.FieldLength);
    private char[] _buffer = new char[64 * 1024];
    private int _start;
    private int _end;
    private bool _final;
    private bool _lost;
    private int _line = 1;

    /// <summary>Fields of each record; 0 until the header is known.</summary>
    public int Columns { get; set; }

    /// <summary>The next record or unreadable place; null at the end.</summary>
    public async ValueTask<CsvRecord?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_start == _end && !_final)
                await FillAsync(cancellationToken);
            if (_start == _end && _final)
                return null;

            var record = _lost ? await ReadLineAsync(cancellationToken) : await ReadRecordAsync(cancellationToken);
            if (record.Problem is not null || record.Fields is not [""] || Columns == 1)
                return record;
        }
    }

    private async ValueTask<CsvRecord> ReadRecordAsync(CancellationToken cancellationToken)
    {
        CsvParse outcome;
        while ((outcome = _parser.Parse(Rest, _final)) is CsvParse.NeedsMore)
        {
            if (_end - _start >= limits.RecordLength)
            {
                outcome = CsvParse.BrokenQuote;
                break;
            }

            await FillAsync(cancellationToken);
        }

        var wrongCount = Columns > 0 && _parser.FieldCount != Columns && !(_parser.FieldCount == 1 && _parser.Fields is [""]);
        if (outcome is CsvParse.BrokenQuote || (wrongCount && _parser.Lines > 1))
            return await LoseAsync(BrokenQuote, cancellationToken);
        if (_parser.Lines > 1 && new SwallowedRow(limits, Columns).IsIn(Rest[.._parser.Length], _parser.Spanning))
            return await LoseAsync(Swallowed(), cancellationToken);

        var problem = _parser.Problem ?? (wrongCount ? WrongCount(_parser.FieldCount) : null);
        return Take(problem);
    }

    private CsvProblem WrongCount(int count) => new(
        null, $"The record has {count} fields, the header has {Columns}.", "Give it one field for each column; a field with a comma stands in double quotes.");

    private CsvRecord Take(CsvProblem? problem)
    {
        var record = new CsvRecord(_line, _parser.Fields, problem);
        _line += _parser.Lines;
        _start += _parser.Length;
        return record;
    }

    private CsvProblem Swallowed() => new(
        null,
        $"A field in quotes that begins here holds a line that is a row of {Columns} fields by itself: a double quote is missing or one too many, here or in the next {_parser.Lines - 1} lines.",
        $"Repair the quote. If the field is meant so, take its line breaks out, or give none of its lines exactly {Columns - 1} commas.");

    private async ValueTask<CsvRecord> LoseAsync(CsvProblem problem, CancellationToken cancellationToken)
    {
        var record = new CsvRecord(_line, [], problem);
        await SkipLineAsync(cancellationToken);
        _lost = true;
        return record;
    }

    /// <summary>After a broken quote: takes the line as it stands if it is a record, else passes it by.</summary>
    private async ValueTask<CsvRecord> ReadLineAsync(CancellationToken cancellationToken)
    {
        var end = await FindLineEndAsync(cancellationToken);
        if (_parser.Parse(Rest[..end], final: true) is CsvParse.Whole && _parser.FieldCount == Columns)
        {
            _lost = false;
            return Take(_parser.Problem);
        }

        var line = _line;
        await SkipLineAsync(cancellationToken);
        return new CsvRecord(line, [], new CsvProblem(null, "The line follows a broken quote and is no record by itself.", "Repair the quote above it."));
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = await FindLineEndAsync(cancellationToken);
            var whole = length > 0 && Rest[length - 1] is '\n' or '\r';
            _start += length;
            if (whole || (_final && _start == _end))
                break;
            if (_start == _end)
                await FillAsync(cancellationToken);
        }

        _line++;
    }

    /// <summary>Length of the line at the start, its end included; of all there is when the line is longer than a record may be.</summary>
    private async ValueTask<int> FindLineEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = Rest.IndexOfAny('\r', '\n');
            var pair = end >= 0 && Rest[end] == '\r' && end + 1 < Rest.Length && Rest[end + 1] == '\n';
            var undecided = end < 0 || (Rest[end] == '\r' && end + 1 == Rest.Length);
            if (undecided && !_final && _end - _start < limits.RecordLength)
            {
                await FillAsync(cancellationToken);
                continue;
            }

            return end < 0 ? Rest.Length : end + (pair ? 2 : 1);
        }
    }

    private ReadOnlySpan<char> Rest => _buffer.AsSpan(_start, _end - _start);

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Rest.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, _buffer.Length * 2);

        var read = await _text.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _final = read == 0;
    }
}
