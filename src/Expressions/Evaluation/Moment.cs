using System.Globalization;

namespace Sutler.Expressions.Evaluation;

/// <summary>Dates and times as the language writes them: UTC, invariant culture, never the machine's zone or day (S/EXPR-77).</summary>
internal static class Moment
{
    private const string Canonical = "M/d/yyyy h:mm:ss tt";
    private const DateTimeStyles Zone = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;

    public static string Write(DateTime moment) => moment.ToString(Canonical, CultureInfo.InvariantCulture);

    public static bool TryReadCanonical(string text, out DateTime moment) =>
        DateTime.TryParseExact(text, Canonical, CultureInfo.InvariantCulture, Zone, out moment);

    /// <summary>Reads any form that the invariant culture knows; a time without a date falls on <paramref name="today"/>.</summary>
    public static bool TryRead(string text, DateTime today, out DateTime moment)
    {
        var read = DateTime.TryParse(text, CultureInfo.InvariantCulture, Zone | DateTimeStyles.AllowWhiteSpaces, out moment);
        moment = OnDay(moment, today);
        return read;
    }

    /// <summary>Reads one form. <paramref name="white"/> holds the flags about blanks only.</summary>
    public static bool TryReadExact(string text, string format, DateTimeStyles white, out DateTime moment) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Zone | white, out moment);

    public static DateTime OnDay(DateTime moment, DateTime today) => moment.Date == DateTime.MinValue ? today.Date + moment.TimeOfDay : moment;
}
