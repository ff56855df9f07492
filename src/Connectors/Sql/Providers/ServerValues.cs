using System.Globalization;
using System.Text;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Sqlite;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>Attribute values to and from the typed columns of a database server. Independent of the culture.</summary>
internal static class ServerValues
{
    private const string DateTimeText = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
    private const NumberStyles DecimalText = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static object? ToColumn(SqlAttribute attribute, object value, out string? fault)
    {
        fault = null;
        return (attribute.Schema.Type, value) switch
        {
            (AttributeType.Boolean, bool flag) => attribute.Column.Type switch
            {
                AttributeType.Boolean => flag,
                AttributeType.String => flag ? "1" : "0",
                _ => flag ? 1L : 0L,
            },
            (AttributeType.Decimal, decimal or long or int) => Fit(attribute, Convert.ToDecimal(value, Invariant)),
            (AttributeType.DateTime, DateTimeOffset moment) => Moment(attribute, moment),
            (AttributeType.String, string text) when IsId(attribute) => Id(text, out fault),
            _ => SqliteValues.ToColumn(attribute, value, out fault) is { } known ? Fit(attribute, known) : null,
        };
    }

    public static object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault)
    {
        if (IsId(attribute))
            return Id(text, out fault);
        return SqliteValues.AnchorToColumn(attribute, text, out fault) is { } known ? Fit(attribute, known) : null;
    }

    // What has the right type already goes through as it is, in the box it came in.
    public static object? FromColumn(SqlAttribute attribute, object value) => attribute.Schema.Type switch
    {
        AttributeType.String => value as string ?? AsText(value),
        AttributeType.Integer when value is long => value,
        AttributeType.Boolean when value is bool => value,
        AttributeType.Decimal when value is decimal => value,
        AttributeType.DateTime when value is DateTime { Kind: DateTimeKind.Utc } moment => new DateTimeOffset(moment),
        AttributeType.Reference => AsText(value) is { Length: > 0 } text ? new ObjectReference(attribute.Schema.ReferencedType!, new Anchor(text)) : null,
        AttributeType.Integer => AsInteger(value),
        AttributeType.Boolean => AsBoolean(value),
        AttributeType.Decimal => AsDecimal(value),
        AttributeType.DateTime => AsMoment(value, attribute),
        AttributeType.Binary => value as byte[] ?? Encoding.UTF8.GetBytes(AsText(value)),
        _ => throw new FormatException(),
    };

    public static string AsText(object value) => value switch
    {
        string text => text,
        byte[] bytes => Convert.ToHexString(bytes),
        bool flag => flag ? "true" : "false",
        Guid id => id.ToString(),
        float or double => ((IFormattable)value).ToString("R", Invariant),
        DateTime moment => moment.ToString(moment.Kind is DateTimeKind.Utc ? DateTimeText + "'Z'" : DateTimeText, Invariant),
        DateTimeOffset moment => moment.UtcDateTime.ToString(DateTimeText + "'Z'", Invariant),
        DateOnly day => day.ToString("yyyy-MM-dd", Invariant),
        TimeSpan time => time.ToString("c", Invariant),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", Invariant),
        Array items => $"{{{string.Join(',', items.Cast<object?>().Select(item => item is null ? "NULL" : AsText(item)))}}}",
        _ => Convert.ToString(value, Invariant) ?? "",
    };

    private static bool IsId(SqlAttribute attribute) => attribute.Column.DeclaredType is "uuid" or "uniqueidentifier";

    private static Guid? Id(string text, out string? fault)
    {
        fault = null;
        if (Guid.TryParse(text, out var id))
            return id;
        fault = "takes a unique identifier, such as 6f9619ff-8b86-d011-b42d-00c04fc964ff";
        return null;
    }

    // What is written must have the column's own type: servers do not convert between numbers and text by themselves.
    private static object Fit(SqlAttribute attribute, object value) => (attribute.Column.Type, value) switch
    {
        (AttributeType.String, not string) => AsText(value),
        (AttributeType.Decimal, string text) when decimal.TryParse(text, DecimalText, Invariant, out var number) => number,
        (AttributeType.Integer, string text) when long.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var number) => number,
        (AttributeType.Boolean, string text) when bool.TryParse(text, out var flag) => flag,
        _ => value,
    };

    private static object Moment(SqlAttribute attribute, DateTimeOffset moment)
    {
        if (attribute.Column.Type is not AttributeType.DateTime || attribute.Format is not null)
            return SqlMoment.Write(attribute, moment, DateTimeText);
        if (HoldsZone(attribute))
            return moment.UtcDateTime;
        var local = SqlMoment.ToZone(attribute, moment).DateTime;
        return attribute.Column.DeclaredType is "date" ? DateOnly.FromDateTime(local) : local;
    }

    private static bool HoldsZone(SqlAttribute attribute) =>
        attribute.Column.DeclaredType.Contains("with time zone", StringComparison.OrdinalIgnoreCase) || attribute.Column.DeclaredType is "datetimeoffset";

    private static DateTimeOffset AsMoment(object value, SqlAttribute attribute) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } moment when HoldsZone(attribute) => new DateTimeOffset(moment, TimeSpan.Zero),
        _ => (DateTimeOffset)SqliteValues.FromColumn(attribute, value is int or short or decimal ? Convert.ToInt64(value, Invariant) : value)!,
    };

    private static long AsInteger(object value) => value switch
    {
        long number => number,
        int or short or byte or sbyte or ushort or uint => Convert.ToInt64(value, Invariant),
        decimal number when decimal.IsInteger(number) => (long)number,
        double number when double.IsInteger(number) && Math.Abs(number) <= 1L << 53 => (long)number,
        bool flag => flag ? 1 : 0,
        string text => long.Parse(text, NumberStyles.AllowLeadingSign, Invariant),
        _ => throw new FormatException(),
    };

    private static bool AsBoolean(object value) => value switch
    {
        bool flag => flag,
        string text when text is "t" or "f" => text is "t",
        byte[] bytes when bytes is [0] or [1] => bytes[0] == 1,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => AsInteger(value) switch
        {
            0 => false,
            1 => true,
            _ => throw new FormatException(),
        },
    };

    private static decimal AsDecimal(object value) => value switch
    {
        decimal number => number,
        long or int or short => Convert.ToDecimal(value, Invariant),
        _ => decimal.Parse(AsText(value), DecimalText, Invariant),
    };
}
