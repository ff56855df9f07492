using System.Text.Json.Nodes;

namespace Sutler.Host.Connections.Sections;

/// <summary><c>import:</c>, how imports read and when they are held.</summary>
internal static class ImportSection
{
    public const string Key = "import";

    public static ConnectionConfig Read(JsonObject root, ConnectionConfig config, FaultList faults)
    {
        if (faults.Section(root, Key) is not { } import)
            return config;
        faults.Unknown(import, "import.", "holdAbovePercent", "pageSize");
        return config with
        {
            HoldAbovePercent = (double)faults.Number(import, "import.holdAbovePercent", new NumberRange(20, 0, 100)),
            PageSize = (int)faults.Number(import, "import.pageSize", new NumberRange(1000, 1, 100_000)),
        };
    }
}
