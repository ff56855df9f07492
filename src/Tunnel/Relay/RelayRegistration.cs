using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Relay;

public static class RelayRegistration
{
    /// <summary>Registers <see cref="IRelay"/>. The caller registers <see cref="IAgentAdmission"/>, and <see cref="IAgentObserver"/> and <see
    /// cref="IAgentRenewal"/> if it has them.</summary>
    public static IServiceCollection AddRelay(this IServiceCollection services, RelayOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Relay>()
        .AddSingleton<IRelay>(s => s.GetRequiredService<Relay>())
        .AddSingleton<AgentEndpoints>()
        .AddHostedService<SeenLoop>();

    /// <summary>Maps the tunnel and the renewal. They answer only on a listener made by <see cref="AgentListener.ListenForAgents"/>.</summary>
    public static IEndpointRouteBuilder MapRelay(this IEndpointRouteBuilder endpoints)
    {
        var agents = endpoints.ServiceProvider.GetRequiredService<AgentEndpoints>();
        var tunnel = endpoints.CreateApplicationBuilder();
        tunnel.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        tunnel.Run(agents.ConnectAsync);

        endpoints.MapGet(TunnelLimits.AgentPath, tunnel.Build()).AllowAnonymous();
        endpoints.MapPost(TunnelLimits.RenewPath, (RequestDelegate)agents.RenewAsync).AllowAnonymous();
        return endpoints;
    }
}
