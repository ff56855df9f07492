using System.Globalization;
using System.Text;
using Sutler.Odbc.Native;

namespace Sutler.Odbc;

/// <summary>Fetches values of the current row, long ones piece by piece. Whole numbers of any size come as <see cref="long"/>.</summary>
internal sealed unsafe class ColumnReader : IDisposable
{
    private const int PieceBytes = 16 * 1024;
    private const NumberStyles DecimalText = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly OdbcConnection _connection;
    private readonly StatementHandle _statement;
    private readonly NativeBlock _block = new();
    private readonly byte* _piece;

    public ColumnReader(OdbcConnection connection, StatementHandle statement)
    {
        _connection = connection;
        _statement = statement;
        _block.Reserve(PieceBytes);
        _piece = _block.Pointer;
    }

    /// <summary>The value of a column, <see cref="DBNull"/> for none. Columns must be asked for in ascending order, each once.</summary>
    public object Read(OdbcColumn column, int ordinal)
    {
        if (_connection.Traits.ReadsAsText && column.Type is not (SqlType.Binary or SqlType.VarBinary or SqlType.LongVarBinary))
            return (object?)FromText(column.Type, Text(ordinal)) ?? DBNull.Value;

        return column.Type switch
        {
            SqlType.Integer or SqlType.SmallInt or SqlType.TinyInt or SqlType.BigInt => Whole(column, ordinal),
            SqlType.Bit => Get(ordinal, CType.Bit, 1) ? *_piece != 0 : DBNull.Value,
            SqlType.Double or SqlType.Float or SqlType.Real => Get(ordinal, CType.Double, 8) ? *(double*)_piece : DBNull.Value,
            SqlType.Timestamp or SqlType.Timestamp2 => Get(ordinal, CType.Timestamp, sizeof(SqlTimestamp)) ? (object?)((SqlTimestamp*)_piece)->Value ?? DBNull.Value : DBNull.Value,
            SqlType.Date or SqlType.Date2 => Get(ordinal, CType.Date, sizeof(SqlDate)) ? (object?)((SqlDate*)_piece)->Value ?? DBNull.Value : DBNull.Value,
            SqlType.Binary or SqlType.VarBinary or SqlType.LongVarBinary => (object?)Bytes(ordinal, CType.Binary, PieceBytes) ?? DBNull.Value,
            SqlType.Guid => Text(ordinal) is { } id ? Guid.Parse(id) : DBNull.Value,
            _ => (object?)FromText(column.Type, Text(ordinal)) ?? DBNull.Value,
        };
    }

    public void Dispose() => _block.Dispose();

    // A column without sign may hold what a long cannot.
    private object Whole(OdbcColumn column, int ordinal)
    {
        if (column.Type is SqlType.BigInt && column.Size > 19)
            return (object?)FromText(SqlType.Decimal, Text(ordinal)) ?? DBNull.Value;
        return Get(ordinal, CType.Long, sizeof(long)) ? *(long*)_piece : DBNull.Value;
    }

    // What the text does not fit stays text: SQLite keeps any value in any column, and some products' numbers go beyond .NET's.
    private static object? FromText(short type, string? text) => type switch
    {
        _ when text is null => null,
        SqlType.Integer or SqlType.SmallInt or SqlType.TinyInt or SqlType.BigInt or SqlType.Bit =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text,
        SqlType.Double or SqlType.Float or SqlType.Real => double.TryParse(text, DecimalText, CultureInfo.InvariantCulture, out var real) ? real : text,
        SqlType.Decimal or SqlType.Numeric => decimal.TryParse(text, DecimalText, CultureInfo.InvariantCulture, out var exact) ? exact : text,
        SqlType.Time or SqlType.Time2 => Time(text) ?? (object)text,
        _ => text,
    };

    private static TimeSpan? Time(string text)
    {
        var parts = text.TrimStart('-').Split(':');
        if (parts.Length != 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || !decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var time = new TimeSpan(hours, minutes, 0) + TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return text[0] == '-' ? -time : time;
    }

    private bool Get(int ordinal, short valueType, int most)
    {
        var result = OdbcApi.SQLGetData(_statement, (ushort)(ordinal + 1), valueType, _piece, most, out var indicator);
        _connection.Check(_statement, result);
        return indicator != OdbcCode.NullData;
    }

    private string? Text(int ordinal)
    {
        if (_connection.Traits.HasUtf8Text)
            return Bytes(ordinal, CType.Utf8, PieceBytes - 1) is { } encoded ? Encoding.UTF8.GetString(encoded) : null;

        var result = Piece(ordinal, CType.Text, out var indicator);
        if (indicator == OdbcCode.NullData)
            return null;
        if (result == OdbcCode.Success && indicator >= 0 && indicator <= PieceBytes - 2)
            return new string((char*)_piece, 0, (int)(indicator / 2));

        var text = new StringBuilder(indicator > 0 ? (int)Math.Min(indicator / 2, int.MaxValue) : PieceBytes);
        while (result != OdbcCode.NoData)
        {
            var isLast = result == OdbcCode.Success && indicator != OdbcCode.NoTotal && indicator <= PieceBytes - 2;
            text.Append(isLast ? new ReadOnlySpan<char>(_piece, (int)(indicator / 2)) : UpToZero());
            if (isLast)
                break;
            result = Piece(ordinal, CType.Text, out indicator);
        }

        return text.ToString();
    }

    // A full piece ends with a zero; a driver may leave room before it rather than cut a character in two.
    private ReadOnlySpan<char> UpToZero()
    {
        var piece = new ReadOnlySpan<char>(_piece, PieceBytes / 2);
        var full = piece[..^1];
        if (piece[^1] != '\0')
            return full;
        return full[^1] == '\0' ? full.TrimEnd('\0') : full;
    }

    // A piece of text ends with a zero, so that it holds one less.
    private byte[]? Bytes(int ordinal, short valueType, int room)
    {
        var result = Piece(ordinal, valueType, out var indicator);
        if (indicator == OdbcCode.NullData)
            return null;
        if (result == OdbcCode.Success && indicator >= 0 && indicator <= room)
            return new ReadOnlySpan<byte>(_piece, (int)indicator).ToArray();

        using var bytes = new MemoryStream(indicator > 0 ? (int)Math.Min(indicator, int.MaxValue) : PieceBytes * 2);
        while (result != OdbcCode.NoData)
        {
            var isLast = indicator != OdbcCode.NoTotal && indicator <= room;
            bytes.Write(new ReadOnlySpan<byte>(_piece, isLast ? (int)indicator : room));
            if (isLast)
                break;
            result = Piece(ordinal, valueType, out indicator);
        }

        return bytes.ToArray();
    }

    private short Piece(int ordinal, short valueType, out nint indicator)
    {
        var result = OdbcApi.SQLGetData(_statement, (ushort)(ordinal + 1), valueType, _piece, PieceBytes, out indicator);
        if (result != OdbcCode.NoData)
            _connection.Check(_statement, result);
        return result;
    }
}
