using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>The value of a column that moves, as text that says its type, and back.</summary>
internal static class SqlMark
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The text of what the column holds.</summary>
    /// <exception cref="FormatException">The column holds what its type cannot express.</exception>
    public static string ToText(ISqlDialect dialect, SqlAttribute column, object raw)
    {
        if (column.Schema.Type is AttributeType.DateTime && dialect.FromColumn(column, raw) is DateTimeOffset moment)
            return "t:" + moment.UtcDateTime.ToString("o", Invariant);
        return raw switch
        {
            byte[] bytes => "b:" + Convert.ToHexString(bytes),
            long or int or short or byte or uint or ulong => "i:" + Convert.ToString(raw, Invariant),
            decimal number => "n:" + number.ToString(Invariant),
            _ => "s:" + dialect.AsText(raw),
        };
    }

    /// <summary>What to compare the column with: the mark, and as much before it as is read again.</summary>
    public static object ToColumn(SqlMarkStream stream, string text)
    {
        var rest = text[2..];
        switch (text[0])
        {
            case 't':
                var moment = DateTimeOffset.Parse(rest, Invariant, DateTimeStyles.RoundtripKind);
                var from = moment.UtcTicks > stream.Overlap.Ticks ? moment - stream.Overlap : DateTimeOffset.MinValue;
                return stream.Dialect.ToColumn(stream.Column, from, out _) ?? throw new FormatException();
            case 'i':
                var number = long.Parse(rest, Invariant);
                return number > long.MinValue + stream.NumberOverlap ? number - stream.NumberOverlap : number;
            case 'n':
                return decimal.Parse(rest, Invariant) - stream.NumberOverlap;
            case 'b':
                return Convert.FromHexString(rest);
            default:
                return rest;
        }
    }
}
