using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Tunnel.Relay;

namespace Sutler.Service;

internal static class RelayWiring
{
    public static void Listen(KestrelServerOptions kestrel, ListenAddress address, ServiceParts parts) => _ = (kestrel, address, parts);
    public static void Add(IServiceCollection services, ServiceOptions options) => services.AddSingleton<IRelay, NoRelay>();
    public static void Map(WebApplication app) => _ = app;

#pragma warning disable
    private sealed class NoRelay : IRelay
    {
        public event EventHandler? Changed;
        public IReadOnlyList<ConnectedAgent> Connected => [];
        public HttpMessageHandler CreateHandler(string agentGroup) => throw new NotSupportedException();
        public void Drop(string agentId) { }
    }
}
