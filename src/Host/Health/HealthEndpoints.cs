using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Host.Connections;

namespace Sutler.Host.Health;

/// <summary>Tells machines whether the host lives, and whether every valid connection answers. No token is asked, so nothing but names and states is told.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints, ConnectionRegistry registry)
    {
        endpoints.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" }));
        endpoints.MapGet("/health/ready", () =>
        {
            var connections = registry.Status.Where(s => s.State is not ConnectionState.Faulted).ToList();
            var ready = connections.TrueForAll(s => s.State is ConnectionState.Ready);
            var body = new
            {
                status = ready ? "ready" : "not ready",
                connections = connections.Select(s => new { name = s.Name, state = s.State.ToString(), objects = s.Objects, ageSeconds = (long?)s.Age?.TotalSeconds, importHeld = s.HeldImport is not null }),
            };
            return Results.Json(body, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
