using System.Text.Json.Nodes;

namespace Sutler.Host.Connections.Sections;

/// <summary><c>liveLookup:</c>, when a read asks the target itself.</summary>
internal static class LiveLookupSection
{
    public const string Key = "liveLookup";

    public static ConnectionConfig Read(JsonObject root, ConnectionConfig config, FaultList faults)
    {
        switch (root[Key]?.ToString())
        {
            case null or "no-cache":
                return config with { LiveLookup = LiveLookup.NoCache };
            case "always":
                return config with { LiveLookup = LiveLookup.Always };
            default:
                faults.Add(Key, "must be 'no-cache' (ask the target only when the client says so) or 'always' (also when the cache finds nothing).");
                return config;
        }
    }
}
