using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sutler.Tunnel.Agent;
using Sutler.Tunnel.Relay;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>A service, a target and any number of agents between them; all of it real and on loopback.</summary>
internal sealed class TunnelScene : IAsyncDisposable
{
    private readonly List<TestAgent> _agents = [];

    private TunnelScene(TempFolder folder, TestService service, TestTarget target) => (Folder, Service, Target) = (folder, service, target);

    public TempFolder Folder { get; }

    public TestService Service { get; }

    public TestTarget Target { get; }

    public static async Task<TunnelScene> StartAsync(
        RequestDelegate handler, RelayOptions? options = null, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var folder = new TempFolder();
        return new TunnelScene(folder, await TestService.StartAsync(options: options), await TestTarget.StartAsync(folder, handler, protocols));
    }

    /// <summary>Adds an agent that the service can use already.</summary>
    public async Task<TestAgent> AddAgentAsync(Func<AgentOptions, AgentOptions>? change = null)
    {
        var before = Service.Relay.Connected.Count;
        var agent = await TestAgent.StartAsync(Service, Folder.Sub($"agent-{_agents.Count}"), Target, change);
        _agents.Add(agent);
        await TestLimits.UntilAsync(() => Service.Relay.Connected.Count > before, "the agent connects");
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
            await agent.DisposeAsync();
        await Service.DisposeAsync();
        await Target.DisposeAsync();
        Folder.Dispose();
    }
}
