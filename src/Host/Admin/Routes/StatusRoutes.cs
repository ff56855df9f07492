using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Sutler.Host.Connections;

namespace Sutler.Host.Admin.Routes;

/// <summary>The host as a whole: how it is, its kinds of connectors, its log level.</summary>
internal sealed class StatusRoutes(HostAdminParts parts)
{
    public IEnumerable<AdminRoute> Routes =>
    [
        new("GET", "/status", "The host and every connection: state, objects, age of the data, faults.", (_, _) => Task.FromResult(Status())),
        new("GET", "/connectors", "The kinds of connectors that this host has.", (_, _) => Task.FromResult(Connectors())),
        new("GET", "/log", "The log level.", (_, _) => Task.FromResult(Level())),
        new("GET", "/log/recent", "The last log lines of the running host.", (_, _) => Task.FromResult(Recent())),
        new("PUT", "/log", "Sets the log level of the running host until it stops: { level }.", (call, _) => Task.FromResult(SetLevel(call.Request))),
    ];

    /// <summary>A connection as the running host sees it, or what its file comes to when none runs.</summary>
    public static JsonObject Of(ConnectionStatus status, TimeProvider clock) => new()
    {
        ["name"] = status.Name,
        ["state"] = status.State.ToString(),
        ["path"] = status.Path,
        ["objects"] = status.Objects,
        ["imported"] = status.Imported?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["ageSeconds"] = status.Imported is { } imported ? (long)(clock.GetUtcNow() - imported).TotalSeconds : null,
        ["heldImport"] = status.HeldImport,
        ["problem"] = status.Problem,
        ["faults"] = FaultJson.Of(status.Faults),
    };

    private AdminAnswer Status()
    {
        var body = new JsonObject
        {
            ["running"] = parts.Registry is not null,
            ["dataFolder"] = parts.Folder.DataFolder,
            ["port"] = parts.Port?.Invoke(),
            ["logLevel"] = parts.LogLevel?.Level.ToString(),
            ["connections"] = new JsonArray([.. Connections()]),
        };
        return new AdminAnswer(200, body);
    }

    private IEnumerable<JsonNode> Connections() => parts.Registry is { } registry
        ? registry.Status.Select(status => Of(status, parts.Clock))
        : parts.Folder.Names.Select(name => new JsonObject { ["name"] = name, ["state"] = "Stopped" });

    private AdminAnswer Connectors() => new(200, new JsonObject
    {
        ["value"] = new JsonArray([.. parts.Factories.Keys.Order(StringComparer.Ordinal).Select(kind => new JsonObject { ["kind"] = kind })]),
    });

    private AdminAnswer Level() => parts.LogLevel is { } level
        ? new AdminAnswer(200, new JsonObject { ["level"] = level.Level.ToString() })
        : NotRunning.Answer("The log level is that of a running host; --log sets it at start.");

    private AdminAnswer Recent() => parts.Registry is null
        ? NotRunning.Answer("Its log is that of a running host.")
        : new AdminAnswer(200, new JsonObject { ["lines"] = new JsonArray([.. parts.Options.RecentLog.Lines.Select(line => (JsonNode)line)]) });

    private AdminAnswer SetLevel(AdminRequest request)
    {
        var text = request.Json?["level"]?.ToString() ?? "";
        if (!Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) || !Enum.IsDefined(level) || char.IsAsciiDigit(text[0]))
            return AdminAnswer.Problem(400, "level", "level: must be Trace, Debug, Information, Warning, Error, Critical or None. Write { \"level\": \"Debug\" }.");
        if (parts.LogLevel is null)
            return Level();
        parts.LogLevel.Level = level;
        return Level();
    }
}
