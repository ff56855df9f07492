using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Tunnel.Agent;
using Sutler.Tunnel.Agent.Join;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>An agent that has joined a <see cref="TestService"/> and runs in this process, over the real wire.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestAgent(WebApplication app) => _app = app;

    public AgentStatus Status => _app.Services.GetRequiredService<AgentStatus>();

    public static async Task<TestAgent> StartAsync(
        TestService service, string folder, TestTarget? target = null, Func<AgentOptions, AgentOptions>? change = null)
    {
        await JoinAsync(service, folder);
        return await RunAsync(folder, target, change);
    }

    public static Task<JoinResult> JoinAsync(TestService service, string folder) =>
        AgentJoin.RunAsync(new JoinOptions { ServiceUrl = service.ServiceUrl, Token = TestService.Token, DataFolder = folder }, TestLimits.Token());

    public static async Task<TestAgent> RunAsync(string folder, TestTarget? target = null, Func<AgentOptions, AgentOptions>? change = null)
    {
        var options = new AgentOptions { DataFolder = folder, LocalPort = target?.Port, TrustedAuthority = target?.AuthorityFile };
        var agent = new TestAgent(AgentRole.Create(change is null ? options : change(options)));
        await agent._app.StartAsync();
        return agent;
    }

    /// <summary>Adds a rule, as an administrator would in the file.</summary>
    public static void Allow(string folder, string url)
    {
        var file = Path.Combine(folder, "agent.json");
        var config = JsonNode.Parse(File.ReadAllText(file))!;
        config["allow"]!.AsArray().Add(new JsonObject { ["url"] = url });
        File.WriteAllText(file, config.ToJsonString());
    }

    public async Task<TestAgent> ConnectedAsync()
    {
        await Status.WaitConnectedAsync(TestLimits.Token());
        return this;
    }

    public Task StopAsync() => _app.StopAsync();

    /// <summary>As a process that is killed: connections break, nothing is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
