using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Host.Gateway;
using Sutler.Scim.Server;

namespace Sutler.Host.Connections;

/// <summary>Leads requests to their connection, no more at once than it can take.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder endpoints, ConnectionRegistry registry) =>
        endpoints.MapScim("/ecma2host_{connection}/scim", context => Enter(registry, context));

    private static ConnectionEndpoint? Enter(ConnectionRegistry registry, HttpContext context)
    {
        if (registry.Find(context.GetRouteValue("connection") as string ?? "") is not var (connection, endpoint))
            return null;
        var requests = connection.Requests;
        if (!requests.TryEnter())
            throw Unavailable.Crowded();
        context.Response.OnCompleted(
            static limit =>
            {
                ((RequestLimit)limit).Leave();
                return Task.CompletedTask;
            },
            requests);
        return endpoint;
    }
}
