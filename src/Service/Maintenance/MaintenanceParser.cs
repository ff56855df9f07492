using System.Globalization;
using Sutler.Service.Api;

namespace Sutler.Service.Maintenance;

/// <summary>
/// Reads windows as people write them: <c>Sat 22:00-Sun 04:00 Europe/Berlin; daily 02:00-02:30; Mon-Fri 12:00-13:00 leavers</c>. Each is days,
/// a span of time, a zone (UTC where none is named), and <c>leavers</c> where those go out all the same. Pure.
/// </summary>
internal static class MaintenanceParser
{
    private const int MostWindows = 20;
    private const int MinutesOfWeek = 7 * 24 * 60;
    private const string Example = "Write for example: Sat 22:00-Sun 04:00 Europe/Berlin; daily 02:00-02:30.";
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <exception cref="ApiException">The text cannot be read; the message names the window, the rule and the remedy.</exception>
    public static MaintenanceSchedule Parse(string text)
    {
        var parts = text.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MostWindows)
            throw ApiException.BadRequest($"MaintenanceWindows has {parts.Length} windows; {MostWindows} are the most. Join some of them.");
        var windows = parts.Select((part, index) => new MaintenanceWindowText(part, index + 1).Read()).ToList();
        if (CoverAll(windows))
            throw ApiException.BadRequest("MaintenanceWindows leaves no minute of the week in which anything could be sent. Pause the job instead.");
        return new MaintenanceSchedule(windows);
    }

    /// <summary>The day that a word names; null for none.</summary>
    internal static DayOfWeek? Day(string word)
    {
        var index = word.Length < 3 ? -1 : Array.FindIndex(DayNames, name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 && ((DayOfWeek)index).ToString() is var full && (word.Length == 3 || word.Equals(full, StringComparison.OrdinalIgnoreCase)) ? (DayOfWeek)index : null;
    }

    internal static ApiException Refuse(int number, string text, string problem) => ApiException.BadRequest(
        string.Create(CultureInfo.InvariantCulture, $"MaintenanceWindows, window {number}, '{(text.Length > 60 ? text[..60] : text)}': {problem} {Example}"));

    private static bool CoverAll(List<MaintenanceWindow> windows)
    {
        var covered = new bool[MinutesOfWeek];
        foreach (var window in windows)
        {
            foreach (var day in window.Days)
            {
                var from = ((int)day * 24 * 60) + (int)window.From.TotalMinutes;
                for (var minute = 0; minute < window.Length.TotalMinutes; minute++)
                    covered[(from + minute) % MinutesOfWeek] = true;
            }
        }

        return Array.TrueForAll(covered, static minute => minute);
    }
}
