using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sutler.Odbc.Native;

namespace Sutler.Odbc;

/// <summary>
/// The results of a command. Values may be asked for in any order and more than once: a row's values are fetched as far as they are asked for,
/// and kept until the next row. Whole numbers come as <see cref="long"/>, decimals as <see cref="decimal"/>, dates and timestamps as
/// <see cref="DateTime"/>, times as <see cref="TimeSpan"/>; a value that its .NET type cannot hold comes as text.
/// </summary>
[SuppressMessage("Design", "CA1010", Justification = "The rows of a DbDataReader are records of any shape.")]
public sealed class OdbcDataReader : DbDataReader
{
    private readonly OdbcCommand _command;
    private readonly OdbcConnection _connection;
    private readonly StatementHandle _statement;
    private readonly ColumnReader _reader;
    private readonly bool _closesConnection;
    private OdbcColumn[] _columns;
    private object?[] _row;
    private int _fetched;
    private bool _onRow;
    private bool _isFirst = true;
    private (short Result, bool Known) _ahead;
    private long _affected;
    private bool _isClosed;

    internal OdbcDataReader(OdbcCommand command, StatementHandle statement, CommandBehavior behavior, bool hasResult)
    {
        _command = command;
        _connection = command.Connection!;
        _statement = statement;
        _closesConnection = behavior.HasFlag(CommandBehavior.CloseConnection);
        // A change that touched no row ends with "no data": to ask for its columns, or to fetch, would then be out of turn.
        _columns = hasResult ? command.Columns(statement, isFirst: true) : [];
        _row = new object?[_columns.Length];
        _affected = hasResult ? RowCount() : 0;
        _reader = new ColumnReader(_connection, statement);
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _columns.Length;

    /// <inheritdoc/>
    public override bool HasRows
    {
        get
        {
            if (!_ahead.Known && !_onRow && _columns.Length > 0)
                _ahead = (Fetch(), true);
            return _onRow || (_ahead.Known && _ahead.Result != OdbcCode.NoData);
        }
    }

    /// <inheritdoc/>
    public override bool IsClosed => _isClosed;

    /// <summary>Rows that the statement changed; -1 for a query.</summary>
    public override int RecordsAffected => (int)Math.Min(_affected, int.MaxValue);

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool Read()
    {
        if (_columns.Length == 0)
            return false;
        var result = _ahead.Known ? _ahead.Result : Fetch();
        _ahead = (OdbcCode.NoData, result == OdbcCode.NoData);
        _fetched = 0;
        _onRow = result != OdbcCode.NoData;
        return _onRow;
    }

    /// <inheritdoc/>
    public override bool NextResult()
    {
        var result = OdbcApi.SQLMoreResults(_statement);
        _onRow = false;
        _ahead = default;
        if (result == OdbcCode.NoData)
            return false;
        if (!Diagnostics.IsGood(result))
            throw _command.Failure(_connection, _statement, result);
        _isFirst = false;
        _columns = _command.Columns(_statement, _isFirst);
        _row = new object?[_columns.Length];
        _affected = RowCount();
        return true;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _reader.Dispose();
        if (!_statement.IsClosed)
            _command.Finish(_statement);
        if (_closesConnection)
            _connection.Close();
    }

    /// <inheritdoc/>
    public override object GetValue(int ordinal)
    {
        if (!_onRow)
            throw new InvalidOperationException("There is no current row. Call Read first.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)ordinal, (uint)_columns.Length, nameof(ordinal));
        for (; _fetched <= ordinal; _fetched++)
            _row[_fetched] = _reader.Read(_columns[_fetched], _fetched);
        return _row[ordinal]!;
    }

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var count = Math.Min(values.Length, _columns.Length);
        for (var index = 0; index < count; index++)
            values[index] = GetValue(index);
        return count;
    }

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is DBNull;

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _columns[ordinal].Name;

    /// <inheritdoc/>
    public override int GetOrdinal(string name)
    {
        var ordinal = Array.FindIndex(_columns, column => column.Name == name);
        if (ordinal < 0)
            ordinal = Array.FindIndex(_columns, column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
        return ordinal >= 0 ? ordinal : throw new ArgumentOutOfRangeException(nameof(name), $"The result has no column '{name}'.");
    }

    /// <inheritdoc/>
    public override unsafe string GetDataTypeName(int ordinal)
    {
        const int Most = 128;
        var name = stackalloc char[Most];
        _connection.Check(_statement, OdbcApi.SQLColAttributeW(_statement, (ushort)(ordinal + 1), OdbcCode.TypeNameField, name, Most * 2, out var length, null));
        return new string(name, 0, Math.Clamp(length / 2, 0, Most - 1));
    }

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => _columns[ordinal].FieldType;

    /// <inheritdoc/>
    public override DataTable GetSchemaTable() => ResultSchema.Of(_columns);

    /// <inheritdoc/>
    public override T GetFieldValue<T>(int ordinal) => GetValue(ordinal) switch
    {
        T value => value,
        DateTime moment when typeof(T) == typeof(DateOnly) => (T)(object)DateOnly.FromDateTime(moment),
        DateTime moment when typeof(T) == typeof(DateTimeOffset) => (T)(object)new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        TimeSpan time when typeof(T) == typeof(TimeOnly) => (T)(object)TimeOnly.FromTimeSpan(time),
        byte[] bytes when typeof(T) == typeof(Stream) => (T)(object)new MemoryStream(bytes, writable: false),
        string text when typeof(T) == typeof(TextReader) => (T)(object)new StringReader(text),
        string text when typeof(T) == typeof(Guid) => (T)(object)Guid.Parse(text),
        string text when typeof(T) == typeof(bool) && text is "0" or "1" or "t" or "f" => (T)(object)(text is "1" or "t"),
        DBNull => throw new InvalidCastException($"Column '{GetName(ordinal)}' holds no value. Ask IsDBNull first."),
        var value => (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => GetFieldValue<char>(ordinal);

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var bytes = GetFieldValue<byte[]>(ordinal);
        return buffer is null ? bytes.Length : Part(bytes.AsSpan(), dataOffset, buffer.AsSpan(bufferOffset, length));
    }

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        var text = GetString(ordinal);
        return buffer is null ? text.Length : Part(text.AsSpan(), dataOffset, buffer.AsSpan(bufferOffset, length));
    }

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    private static int Part<T>(ReadOnlySpan<T> all, long from, Span<T> to)
    {
        var start = (int)Math.Min(from, all.Length);
        var part = all.Slice(start, Math.Min(to.Length, all.Length - start));
        part.CopyTo(to);
        return part.Length;
    }

    private short Fetch()
    {
        var result = OdbcApi.SQLFetch(_statement);
        return result == OdbcCode.NoData || Diagnostics.IsGood(result) ? result : throw _command.Failure(_connection, _statement, result);
    }

    private long RowCount() =>
        _columns.Length == 0 && Diagnostics.IsGood(OdbcApi.SQLRowCount(_statement, out var count)) ? count : -1;
}
