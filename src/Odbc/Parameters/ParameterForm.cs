using System.Data;
using System.Globalization;
using System.Text;
using Sutler.Odbc.Native;

namespace Sutler.Odbc.Parameters;

/// <summary>How one value crosses the boundary: its form in memory, and the type that the statement is told.</summary>
internal readonly record struct ParameterForm
{
    private const int UsualLength = 4000;
    private const int MostDigits = 38;

    public short ValueType { get; init; }

    public short SqlType { get; init; }

    /// <summary>Characters, bytes or digits of the parameter's type.</summary>
    public nuint Size { get; init; }

    public short Digits { get; init; }

    /// <summary>The value itself, in the form to be written; null for none.</summary>
    public object? Value { get; init; }

    /// <summary>Bytes that the value takes.</summary>
    public int Length { get; init; }

    public static ParameterForm Of(OdbcParameter parameter, OdbcTraits traits) =>
        traits.HasUtf8Text && parameter.Direction is not ParameterDirection.Input ? TextOut(parameter, traits) : Natural(parameter, traits);

    // MariaDB's driver writes outputs as text, whatever form was asked for.
    private static ParameterForm TextOut(OdbcParameter parameter, OdbcTraits traits)
    {
        var natural = Natural(parameter, traits);
        if (natural.ValueType is CType.Binary)
            return natural;
        var text = parameter.Value is null or DBNull || parameter.Direction is not ParameterDirection.InputOutput
            ? null
            : Encoding.UTF8.GetBytes(Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!);
        return natural with { ValueType = CType.Utf8, Value = text, Length = text?.Length ?? 0 };
    }

    private static ParameterForm Natural(OdbcParameter parameter, OdbcTraits traits) => parameter.Value switch
    {
        null or DBNull => Empty(parameter.GivenType, parameter.Size, traits),
        string text when parameter.GivenType is { } type and not (DbType.String or DbType.AnsiString) => Declared(text, type, traits),
        string text when traits.HasUtf8Text && parameter.Direction is ParameterDirection.Input => Utf8(text),
        string text => Text(text, Math.Max(parameter.Size, 0)),
        char letter => Text(letter.ToString(), 0),
        bool flag => new() { ValueType = CType.Bit, SqlType = Native.SqlType.Bit, Size = 1, Value = flag, Length = 1 },
        byte or sbyte or short or ushort or int or uint or long => Whole(Convert.ToInt64(parameter.Value, CultureInfo.InvariantCulture)),
        ulong number => number <= long.MaxValue ? Whole((long)number) : Number(number),
        float or double => new()
        {
            ValueType = CType.Double,
            SqlType = Native.SqlType.Double,
            Size = 15,
            Value = Convert.ToDouble(parameter.Value, CultureInfo.InvariantCulture),
            Length = 8,
        },
        decimal number => Number(number),
        DateTime moment => parameter.GivenType is DbType.Date ? Day(DateOnly.FromDateTime(moment)) : Moment(moment, traits),
        DateTimeOffset moment => Moment(moment.UtcDateTime, traits),
        DateOnly day => Day(day),
        TimeOnly time => Time(time.ToTimeSpan()),
        TimeSpan time => Time(time),
        Guid id => Id(id, traits),
        byte[] bytes => Bytes(bytes, parameter.Size),
        Enum value => Whole(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException(
            $"Parameter '{parameter.ParameterName}': a value of type {parameter.Value.GetType().Name} cannot be sent. Convert it to text, a number, a date, or bytes."),
    };

    private static ParameterForm Text(string text, int size) => new()
    {
        ValueType = CType.Text,
        SqlType = text.Length <= UsualLength ? Native.SqlType.WVarChar : Native.SqlType.WLongVarChar,
        // One size for all usual lengths: some drivers prepare anew when it changes.
        Size = (nuint)Math.Max(Math.Max(text.Length, size), UsualLength),
        Value = text,
        Length = text.Length * 2,
    };

    private static ParameterForm Utf8(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new()
        {
            ValueType = CType.Utf8,
            SqlType = bytes.Length <= UsualLength ? Native.SqlType.VarChar : Native.SqlType.LongVarChar,
            Size = (nuint)Math.Max(bytes.Length, UsualLength),
            Value = bytes,
            Length = bytes.Length,
        };
    }

    // Text for a parameter of another type: the database converts it.
    private static ParameterForm Declared(string text, DbType type, OdbcTraits traits) =>
        Empty(type, text.Length, traits) with { ValueType = CType.Text, Value = text, Length = text.Length * 2 };

    private static ParameterForm Whole(long number) =>
        new() { ValueType = CType.Long, SqlType = Native.SqlType.BigInt, Size = 19, Value = number, Length = 8 };

    private static ParameterForm Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new() { ValueType = CType.Text, SqlType = Native.SqlType.Decimal, Size = MostDigits, Digits = number.Scale, Value = text, Length = text.Length * 2 };
    }

    private static ParameterForm Moment(DateTime moment, OdbcTraits traits)
    {
        // SQLite's driver keeps thousandths only of a moment that is given in ODBC's own form.
        if (traits.ReadsAsText)
            return Text(moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), 0);
        var fraction = moment.Ticks % TimeSpan.TicksPerSecond;
        short digits = fraction == 0 ? (short)0 : fraction % 10 == 0 ? (short)6 : (short)7;
        return new()
        {
            ValueType = CType.Timestamp,
            SqlType = Native.SqlType.Timestamp,
            Size = digits == 0 ? 19u : 20u + (nuint)digits,
            Digits = digits,
            Value = moment,
            Length = 16,
        };
    }

    private static ParameterForm Day(DateOnly day) => new() { ValueType = CType.Date, SqlType = Native.SqlType.Date, Size = 10, Value = day, Length = 6 };

    // ODBC's own form of a time holds no fraction, so that a time goes as text.
    private static ParameterForm Time(TimeSpan time)
    {
        var hours = (long)Math.Abs(time.TotalHours);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(time < TimeSpan.Zero ? "-" : "")}{hours:00}:{time:mm\\:ss}");
        if (time.Ticks % TimeSpan.TicksPerSecond != 0)
            text += time.ToString("\\.FFFFFFF", CultureInfo.InvariantCulture);
        return new() { ValueType = CType.Text, SqlType = Native.SqlType.WVarChar, Size = UsualLength, Value = text, Length = text.Length * 2 };
    }

    private static ParameterForm Id(Guid id, OdbcTraits traits) => traits.HasGuid
        ? new() { ValueType = CType.Guid, SqlType = Native.SqlType.Guid, Size = 36, Value = id, Length = 16 }
        : Text(id.ToString(), 0);

    private static ParameterForm Bytes(byte[] bytes, int size) => new()
    {
        ValueType = CType.Binary,
        SqlType = bytes.Length <= UsualLength ? Native.SqlType.VarBinary : Native.SqlType.LongVarBinary,
        Size = (nuint)Math.Max(Math.Max(bytes.Length, size), UsualLength),
        Value = bytes,
        Length = bytes.Length,
    };

    private static ParameterForm Empty(DbType? type, int size, OdbcTraits traits) => (type switch
    {
        DbType.Boolean => new() { ValueType = CType.Bit, SqlType = Native.SqlType.Bit, Size = 1 },
        DbType.Byte or DbType.SByte or DbType.Int16 or DbType.UInt16 or DbType.Int32 or DbType.UInt32 or DbType.Int64 or DbType.UInt64 => Whole(0),
        DbType.Single or DbType.Double => new() { ValueType = CType.Double, SqlType = Native.SqlType.Double, Size = 15 },
        DbType.Decimal or DbType.Currency or DbType.VarNumeric => Number(0),
        DbType.Date => Day(default),
        DbType.DateTime or DbType.DateTime2 or DbType.DateTimeOffset => Moment(default, traits) with { Size = 26, Digits = 6 },
        DbType.Time => Time(default) with { SqlType = Native.SqlType.Time, Size = 8 },
        DbType.Binary => Bytes([], size),
        DbType.Guid => Id(default, traits),
        _ => Text("", size),
    }) with
    { Value = null, Length = 0 };
}
