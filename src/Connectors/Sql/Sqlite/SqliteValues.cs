using System.Buffers;
using System.Globalization;
using System.Text;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Sqlite;

/// <summary>
/// Attribute values to and from what SQLite keeps: whole number, real, text, bytes. Independent of the culture; what cannot be kept
/// exactly is refused with the reason.
/// </summary>
internal static class SqliteValues
{
    private const string DateTimeText = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
    private const NumberStyles DecimalText = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly SearchValues<char> Suspects = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\0']);
    private static readonly string[] DateTimeTexts =
    [
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    public static object? ToColumn(SqlAttribute attribute, object value, out string? fault)
    {
        var type = attribute.Schema.Type;
        if (value is ObjectReference reference)
        {
            if (type is not AttributeType.Reference || reference.Anchor.Values.Count != 1)
                return Refuse($"takes {Article(type)}, not a reference with {reference.Anchor.Values.Count} key value(s)", out fault);
            return AnchorToColumn(attribute, reference.Anchor.Values[0], out fault);
        }

        fault = null;
        return (type, value) switch
        {
            (AttributeType.String, string text) => Text(text, out fault),
            (AttributeType.Integer, long or int or short or byte) => Convert.ToInt64(value, Invariant),
            (AttributeType.Integer, decimal number) when decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue => (long)number,
            (AttributeType.Decimal, decimal or long or int) => Number(Convert.ToDecimal(value, Invariant)),
            (AttributeType.Boolean, bool flag) => flag ? 1L : 0L,
            (AttributeType.DateTime, DateTimeOffset moment) => SqlMoment.Write(attribute, moment, DateTimeText),
            (AttributeType.Binary, byte[] bytes) => bytes,
            _ => Refuse($"takes {Article(type)}, not {Article(value)}", out fault),
        };
    }

    /// <summary>Anchor values travel as text; the column may hold another type.</summary>
    public static object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault)
    {
        fault = null;
        var type = attribute.Schema.Type is AttributeType.Reference ? attribute.Column.Type : attribute.Schema.Type;
        switch (type)
        {
            case AttributeType.Integer:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var number) ? number : Refuse("takes a whole number", out fault);
            case AttributeType.Binary:
                return text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : Refuse("takes bytes in hexadecimal", out fault);
            default:
                return Text(text, out fault);
        }
    }

    public static object? FromColumn(SqlAttribute attribute, object value) => attribute.Schema.Type switch
    {
        AttributeType.String => AsText(value),
        AttributeType.Reference => AsText(value) is { Length: > 0 } text ? new ObjectReference(attribute.Schema.ReferencedType!, new Anchor(text)) : null,
        AttributeType.Integer => AsInteger(value),
        AttributeType.Boolean => AsBoolean(value),
        AttributeType.Decimal => AsDecimal(value),
        AttributeType.DateTime => SqlMoment.Read(attribute, value, DateTimeTexts),
        AttributeType.Binary => value as byte[] ?? Encoding.UTF8.GetBytes(AsText(value)),
        _ => throw new FormatException(),
    };

    /// <summary>The invariant text form of any value.</summary>
    public static string AsText(object value) => value switch
    {
        string text => text,
        long number => number.ToString(Invariant),
        double number => number.ToString("R", Invariant),
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, Invariant) ?? "",
    };

    private static long AsInteger(object value) => value switch
    {
        long number => number,
        double number when double.IsInteger(number) && Math.Abs(number) <= 1L << 53 => (long)number,
        string text => long.Parse(text, NumberStyles.AllowLeadingSign, Invariant),
        _ => throw new FormatException(),
    };

    private static bool AsBoolean(object value) => value switch
    {
        0L or 0d => false,
        1L or 1d => true,
        string text when text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        string text when text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        _ => throw new FormatException(),
    };

    // The shortest text that reads back as the same real number gives the digits that were written (up to 15 of them).
    private static decimal AsDecimal(object value) => value switch
    {
        long number => (decimal)number,
        double or string => decimal.Parse(AsText(value), DecimalText, Invariant),
        _ => throw new FormatException(),
    };

    // A numeric column turns the text into a number when nothing is lost; a text column keeps it as it is.
    private static string Number(decimal number) => number.ToString(Invariant);

    // SQLite ends text at a zero character in many places, and UTF-8 has no form for half a surrogate pair: both would come back changed.
    private static object? Text(string text, out string? fault)
    {
        fault = null;
        var suspect = text.AsSpan().IndexOfAny(Suspects);
        if (suspect < 0 || IsKept(text.AsSpan(suspect)))
            return text;
        return Refuse("cannot keep a zero character or half a surrogate pair", out fault);
    }

    private static bool IsKept(ReadOnlySpan<char> rest)
    {
        while (!rest.IsEmpty)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var used) is not OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }

    private static object? Refuse(string reason, out string? fault)
    {
        fault = reason;
        return null;
    }

    private static string Article(AttributeType type) => type switch
    {
        AttributeType.String => "text",
        AttributeType.Integer => "a whole number",
        AttributeType.Decimal => "a decimal number",
        AttributeType.Boolean => "true or false",
        AttributeType.DateTime => "a date and time",
        AttributeType.Binary => "bytes",
        _ => "a reference",
    };

    private static string Article(object value) => value switch
    {
        string => "text",
        bool => "true or false",
        long or int => "a whole number",
        decimal => "a decimal number",
        DateTimeOffset => "a date and time",
        byte[] => "bytes",
        _ => "a list or an object",
    };
}
