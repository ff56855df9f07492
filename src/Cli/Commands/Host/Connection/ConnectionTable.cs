using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Host.Connection;

/// <summary>Connections as a table for people.</summary>
internal static class ConnectionTable
{
    public static string Render(JsonArray connections) =>
        connections.Count == 0
            ? "No connections. 'sutler host connection add NAME' makes one.\n"
            : Table.Render(["Connection", "Connector", "State", "Objects", "Age", "Says"], [.. connections.Select(c => Row(c!))]);

    public static string Age(JsonNode? seconds) => seconds is null ? "" : TimeSpan.FromSeconds(seconds.GetValue<long>()) switch
    {
        { TotalDays: >= 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.#}d"),
        { TotalHours: >= 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0.#}h"),
        { TotalMinutes: >= 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0}m"),
        var age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0}s"),
    };

    private static IReadOnlyList<string> Row(JsonNode connection) =>
    [
        connection["name"]!.GetValue<string>(),
        connection["connector"]?.ToString() ?? "",
        connection["state"]?.ToString() ?? "",
        connection["objects"]?.ToString() ?? "",
        Age(connection["ageSeconds"]),
        Says(connection),
    ];

    private static string Says(JsonNode connection) =>
        (connection["faults"] as JsonArray)?.Count > 0 ? $"{connection["faults"]!.AsArray().Count} faults: see 'validate'"
        : connection["heldImport"] is { } held ? held.ToString()
        : connection["problem"]?.ToString() ?? "";
}
