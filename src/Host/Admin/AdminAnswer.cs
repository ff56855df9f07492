using System.Text.Json.Nodes;
using Sutler.Host.Connections;

namespace Sutler.Host.Admin;

/// <summary>What the administration interface answers.</summary>
/// <param name="Status">As in HTTP.</param>
/// <param name="Json">The body when it is JSON.</param>
public sealed record AdminAnswer(int Status, JsonNode? Json = null)
{
    /// <summary>The body when it is not JSON. Default: none.</summary>
    public string? Text { get; init; }

    /// <summary>Its content type. Default: JSON.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Version of what is answered, for <see cref="AdminRequest.IfMatch"/>. Default: none.</summary>
    public string? Version { get; init; }

    /// <summary>Writes a long answer piece by piece. Default: none.</summary>
    public Func<Stream, CancellationToken, Task>? WriteBody { get; init; }

    /// <summary>Whether the call did what was asked.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    internal static AdminAnswer Problem(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    internal static AdminAnswer Faulty(IReadOnlyList<ConnectionFault> faults) =>
        new(422, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = "faults",
                ["message"] = string.Join(' ', faults.Select(fault => fault.ToString())),
                ["faults"] = FaultJson.Of(faults),
            },
        });

    internal static AdminAnswer NoConnection(string name) =>
        Problem(404, "noConnection", $"There is no connection '{name}'. Names are case-sensitive; 'GET /admin/v1/connections' lists those there are.");
}
