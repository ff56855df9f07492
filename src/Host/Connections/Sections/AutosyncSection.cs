using System.Text.Json.Nodes;

namespace Sutler.Host.Connections.Sections;

/// <summary><c>autosync:</c>, when imports run by themselves (H/WIZ-11).</summary>
internal static class AutosyncSection
{
    public const string Key = "autosync";

    private static readonly DurationRange Interval = new(ConnectionConfig.DefaultInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));

    public static ConnectionConfig Read(JsonObject root, ConnectionConfig config, FaultList faults)
    {
        if (faults.Section(root, Key) is not { } autosync)
            return config;
        faults.Unknown(autosync, "autosync.", "interval");
        return config with { Interval = faults.Duration(autosync, "autosync.interval", Interval) };
    }
}
