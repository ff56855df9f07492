using System.Text.Json.Nodes;
using Sutler.Conformance.Expectations;
using Sutler.Conformance.Running;

namespace Sutler.Conformance.Discovery;

/// <summary>Reads the discovery documents with which a run begins.</summary>
internal static class ServerDiscovery
{
    /// <exception cref="ConformanceException">The server cannot be reached or refuses the token.</exception>
    public static async Task<ServerProfile> ReadAsync(ConformanceClient client, CancellationToken cancellationToken)
    {
        var config = await GetAsync(client, "/ServiceProviderConfig", cancellationToken);
        if (config.Failure is { } failure)
            throw new ConformanceException($"{client.BaseUrl} gives {failure}. Check the URL, that the server runs, and its certificate (--ca FILE).");
        var types = await GetAsync(client, "/ResourceTypes", cancellationToken);
        if (types.Status is 401 or 403)
            throw new ConformanceException($"{client.BaseUrl} refuses the token (status {types.Status}). Name another with --token.");
        var schemas = await GetAsync(client, "/Schemas", cancellationToken);
        return new ServerProfile(config.Succeeded ? config.Json() as JsonObject : null, Resources(types), Resources(schemas));
    }

    private static Task<HttpExchange> GetAsync(ConformanceClient client, string path, CancellationToken cancellationToken) =>
        client.SendAsync(new OutgoingRequest("GET", path), cancellationToken);

    private static IEnumerable<JsonObject> Resources(HttpExchange exchange)
    {
        var answer = exchange.Succeeded ? exchange.Json() : null;
        var list = answer as JsonArray ?? JsonPath.Find(answer, "Resources") as JsonArray;
        return list?.OfType<JsonObject>() ?? [];
    }
}
