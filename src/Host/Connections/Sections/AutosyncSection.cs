using System.Text.Json.Nodes;
using Sutler.Host.Autosync;

namespace Sutler.Host.Connections.Sections;

/// <summary><c>autosync:</c>, when imports run by themselves (H/WIZ-11): <c>off</c>, or an interval or cron line, and the same for full imports.</summary>
internal static class AutosyncSection
{
    public const string Key = "autosync";

    private static readonly DurationRange Interval = new(AutosyncConfig.DefaultInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(7));
    private static readonly DurationRange FullInterval = new(TimeSpan.FromHours(24), TimeSpan.FromMinutes(1), TimeSpan.FromDays(366));

    public static ConnectionConfig Read(JsonObject root, ConnectionConfig config, FaultList faults)
    {
        if (root[Key] is JsonValue word && word.ToString() is "off" or "false")
            return config with { Autosync = new AutosyncConfig { Enabled = false } };
        if (faults.Section(root, Key) is not { } autosync)
            return config;

        faults.Unknown(autosync, "autosync.", "interval", "cron", "timeZone", "fullInterval", "fullCron");
        Exclude(autosync, ("interval", "cron"), faults);
        Exclude(autosync, ("fullInterval", "fullCron"), faults);
        var zone = Zone(autosync, faults);
        return config with
        {
            Autosync = new AutosyncConfig
            {
                Interval = faults.Duration(autosync, "autosync.interval", Interval),
                Cron = Cron(autosync, "cron", zone, faults),
                FullInterval = autosync.ContainsKey("fullInterval") ? faults.Duration(autosync, "autosync.fullInterval", FullInterval) : null,
                FullCron = Cron(autosync, "fullCron", zone, faults),
            },
        };
    }

    private static void Exclude(JsonObject autosync, (string One, string Other) keys, FaultList faults)
    {
        if (autosync.ContainsKey(keys.One) && autosync.ContainsKey(keys.Other))
            faults.Add($"autosync.{keys.Other}", $"cannot stand beside {keys.One}: both say when. Remove one of them.");
    }

    private static TimeZoneInfo Zone(JsonObject autosync, FaultList faults)
    {
        if (!autosync.ContainsKey("timeZone"))
            return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(autosync["timeZone"]?.ToString() ?? "", out var zone))
            return zone;
        faults.Add("autosync.timeZone", "is not a time zone that this system knows. Write an IANA name such as Europe/Vienna.");
        return TimeZoneInfo.Utc;
    }

    private static CronSchedule? Cron(JsonObject autosync, string key, TimeZoneInfo zone, FaultList faults)
    {
        if (!autosync.ContainsKey(key))
            return null;
        if (CronSchedule.Parse(autosync[key]?.ToString() ?? "", zone) is not { } cron)
            faults.Add($"autosync.{key}", "must be five fields: minute, hour, day of month, month, day of week. Write for example \"0 3 * * *\".");
        else if (cron.Next(DateTimeOffset.UnixEpoch) is null)
            faults.Add($"autosync.{key}", "names a day that never comes. Correct day and month.");
        else
            return cron;
        return null;
    }
}
