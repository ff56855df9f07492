using System.Globalization;
using System.Text.RegularExpressions;

namespace Sutler.Host.Connections;

/// <summary>Time spans as a connection file writes them: a whole number and <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
internal static partial class DurationText
{
    public static bool TryParse(string text, out TimeSpan value)
    {
        var match = Pattern().Match(text);
        value = match.Success ? Of(int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["unit"].Value) : default;
        return match.Success;
    }

    /// <summary>The shortest form without a fraction: <c>2h</c> rather than <c>120m</c>.</summary>
    public static string Write(TimeSpan value)
    {
        if (value.Ticks % TimeSpan.TicksPerDay == 0)
            return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / TimeSpan.TicksPerDay}d");
        if (value.Ticks % TimeSpan.TicksPerHour == 0)
            return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / TimeSpan.TicksPerHour}h");
        return value.Ticks % TimeSpan.TicksPerMinute == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / TimeSpan.TicksPerMinute}m")
            : string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / TimeSpan.TicksPerSecond}s");
    }

    private static TimeSpan Of(int count, string unit) => unit switch
    {
        "s" => TimeSpan.FromSeconds(count),
        "m" => TimeSpan.FromMinutes(count),
        "h" => TimeSpan.FromHours(count),
        _ => TimeSpan.FromDays(count),
    };

    [GeneratedRegex("^(?<count>[0-9]{1,6})(?<unit>s|m|h|d)\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
