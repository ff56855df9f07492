using System.Globalization;
using System.Text.RegularExpressions;

namespace Sutler.Service.Maintenance;

/// <summary>One window as it is written. Pure.</summary>
/// <param name="Text">The text.</param>
/// <param name="Number">Its place in the list, for messages.</param>
internal sealed partial record MaintenanceWindowText(string Text, int Number)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly DayOfWeek[] Week = Enum.GetValues<DayOfWeek>();

    public MaintenanceWindow Read()
    {
        var match = Shape().Match(Text);
        if (!match.Success)
            throw Refused("it is not days, a time and '-', a time.");
        var from = Time(match.Groups["from"].Value);
        var to = Time(match.Groups["to"].Value);
        var days = Days(match.Groups["days"].Value);
        var (zone, leavers) = Rest(match.Groups["rest"].Value);
        return new MaintenanceWindow { Days = days, From = from, Length = Length((from, to), days, match.Groups["last"]), Zone = zone, AllowsLeavers = leavers };
    }

    private TimeSpan Length((TimeSpan From, TimeSpan To) times, HashSet<DayOfWeek> days, Group last)
    {
        var length = times.To - times.From;
        if (!last.Success)
            return length > TimeSpan.Zero ? length : length + Day;
        if (days.Count != 1)
            throw Refused("a window that ends on a day of its own begins on one day.");

        var end = MaintenanceParser.Day(last.Value) ?? throw Refused($"'{last.Value}' is no day: use Mon, Tue, Wed, Thu, Fri, Sat or Sun.");
        length += Day * (((int)end - (int)days.First() + 7) % 7);
        return length > TimeSpan.Zero ? length : length + (Day * 7);
    }

    private HashSet<DayOfWeek> Days(string text)
    {
        var days = new HashSet<DayOfWeek>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Equals("daily", StringComparison.OrdinalIgnoreCase))
                days.UnionWith(Week);
            else
                days.UnionWith(Range(word.Split('-', 2, StringSplitOptions.TrimEntries)));
        }

        return days;
    }

    private IEnumerable<DayOfWeek> Range(string[] ends)
    {
        var first = Named(ends[0]);
        var last = Named(ends[^1]);
        for (var step = 0; step <= ((int)last - (int)first + 7) % 7; step++)
            yield return (DayOfWeek)(((int)first + step) % 7);
    }

    private DayOfWeek Named(string word) =>
        MaintenanceParser.Day(word) ?? throw Refused($"'{word}' is no day: use Mon, Tue, Wed, Thu, Fri, Sat, Sun, a range such as Mon-Fri, or daily.");

    private TimeSpan Time(string text)
    {
        var parts = text.Split(':');
        var (hours, minutes) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return hours < 24 && minutes < 60 || (hours, minutes) == (24, 0)
            ? new TimeSpan(hours, minutes, 0)
            : throw Refused($"'{text}' is no time of day: use 00:00 to 24:00.");
    }

    private (TimeZoneInfo Zone, bool Leavers) Rest(string text)
    {
        var words = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        var leavers = words.RemoveAll(static word => word.Equals("leavers", StringComparison.OrdinalIgnoreCase)) > 0;
        return words switch
        {
            [] => (TimeZoneInfo.Utc, leavers),
            [var name] when TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) => (zone, leavers),
            _ => throw Refused($"'{string.Join(' ', words)}' is no time zone that this system knows: use an IANA name such as Europe/Berlin, or none for UTC."),
        };
    }

    private Api.ApiException Refused(string problem) => MaintenanceParser.Refuse(Number, Text, problem);

    [GeneratedRegex(@"^(?<days>[A-Za-z, -]+?)\s+(?<from>\d{1,2}:\d{2})\s*(-|–|to)\s*((?<last>[A-Za-z]+)\s+)?(?<to>\d{1,2}:\d{2})(\s+(?<rest>.+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
