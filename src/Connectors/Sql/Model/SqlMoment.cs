using System.Globalization;

namespace Sutler.Connectors.Sql.Model;

/// <summary>
/// Moments to and from what a column holds: text, whole numbers, or the database's own type. A value that says no offset stands in the
/// attribute's time zone, or UTC. A local time that a clock change skipped is read with the offset before the change; one that a
/// clock change repeats is read as the second, in standard time, as PostgreSQL does (H/SQL-40, H/SQL-43).
/// </summary>
internal static class SqlMoment
{
    /// <summary>As a format: whole seconds since 1970.</summary>
    public const string Unix = "unix";

    /// <summary>As a format: whole milliseconds since 1970.</summary>
    public const string UnixMilliseconds = "unixMilliseconds";

    /// <summary>As a format: 100 nanoseconds since 1601.</summary>
    public const string FileTime = "fileTime";

    private const long LeastSeconds = -62_135_596_800;
    private const long MostSeconds = 253_402_300_799;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Whether the format turns a moment into text and back.</summary>
    public static bool IsFormat(string format)
    {
        if (format is Unix or UnixMilliseconds or FileTime)
            return true;
        try
        {
            var sample = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
            return DateTimeOffset.TryParseExact(sample.ToString(format, Invariant), format, Invariant, DateTimeStyles.AssumeUniversal, out var back)
                && back.UtcDateTime.Date == sample.UtcDateTime.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Reads what a column holds; texts without a format of their own are tried in the formats given.</summary>
    /// <exception cref="FormatException">It is no moment.</exception>
    public static DateTimeOffset Read(SqlAttribute attribute, object raw, string[] formats) => raw switch
    {
        DateTimeOffset moment => moment.ToUniversalTime(),
        DateTime { Kind: DateTimeKind.Unspecified } local => FromLocal(local, attribute.TimeZone),
        DateTime moment => new DateTimeOffset(moment.ToUniversalTime()),
        DateOnly day => FromLocal(day.ToDateTime(TimeOnly.MinValue), attribute.TimeZone),
        _ when attribute.Format is Unix or UnixMilliseconds or FileTime => FromNumber(attribute.Format, ToNumber(raw)),
        long number when attribute.Format is null => FromNumber(Unix, number),
        string or long or int => FromText(attribute, Convert.ToString(raw, Invariant)!, formats),
        _ => throw new FormatException(),
    };

    /// <summary>What a column of text or numbers takes.</summary>
    public static object Write(SqlAttribute attribute, DateTimeOffset moment, string format)
    {
        var said = attribute.Format ?? (attribute.Column.Type is Sdk.AttributeType.Integer ? Unix : format);
        switch (said)
        {
            case Unix:
                return moment.ToUnixTimeSeconds();
            case UnixMilliseconds:
                return moment.ToUnixTimeMilliseconds();
            case FileTime:
                return moment.ToFileTime();
        }

        var text = ToZone(attribute, moment).ToString(said, Invariant);
        return attribute.Column.Type is Sdk.AttributeType.Integer && long.TryParse(text, NumberStyles.None, Invariant, out var number) ? number : text;
    }

    /// <summary>The moment on the clock of the attribute's zone.</summary>
    public static DateTimeOffset ToZone(SqlAttribute attribute, DateTimeOffset moment) =>
        attribute.TimeZone is null ? moment.ToUniversalTime() : TimeZoneInfo.ConvertTime(moment, attribute.TimeZone);

    /// <summary>The moment at which a clock in this zone shows this time.</summary>
    public static DateTimeOffset FromLocal(DateTime local, TimeZoneInfo? zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone is null)
            return new DateTimeOffset(local, TimeSpan.Zero);
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1)) : zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
    }

    private static DateTimeOffset FromText(SqlAttribute attribute, string text, string[] formats)
    {
        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind;
        if (attribute.Format is { } format)
        {
            return SaysOffset(format)
                ? DateTimeOffset.ParseExact(text, format, Invariant, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal).ToUniversalTime()
                : FromLocal(DateTime.ParseExact(text, format, Invariant, DateTimeStyles.AllowWhiteSpaces), attribute.TimeZone);
        }

        var parsed = DateTime.ParseExact(text, formats, Invariant, Styles);
        return parsed.Kind is DateTimeKind.Unspecified
            ? FromLocal(parsed, attribute.TimeZone)
            : DateTimeOffset.ParseExact(text, formats, Invariant, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal).ToUniversalTime();
    }

    private static bool SaysOffset(string format) => format.Contains('K', StringComparison.Ordinal) || format.Contains('z', StringComparison.Ordinal);

    private static long ToNumber(object raw) => raw is string text ? long.Parse(text, NumberStyles.AllowLeadingSign, Invariant) : Convert.ToInt64(raw, Invariant);

    private static DateTimeOffset FromNumber(string format, long number)
    {
        var seconds = format switch { UnixMilliseconds => number / 1000, Unix => number, _ => 0 };
        if (seconds is < LeastSeconds or > MostSeconds || (format is FileTime && number is < 0 or > 2_650_467_743_999_999_999))
            throw new FormatException();
        return format switch
        {
            UnixMilliseconds => DateTimeOffset.FromUnixTimeMilliseconds(number),
            FileTime => DateTimeOffset.FromFileTime(number).ToUniversalTime(),
            _ => DateTimeOffset.FromUnixTimeSeconds(number),
        };
    }
}
