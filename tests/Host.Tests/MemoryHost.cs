using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Host.Connections;
using Sutler.Testing;

namespace Sutler.Host.Tests;

/// <summary>A host in front of a target in memory.</summary>
internal sealed class MemoryHost : IAsyncDisposable
{
    public MemoryHost(string extra = "")
    {
        Host.WriteConnection("demo", MemoryConnector.Yaml(extra));
    }

    public TestHost Host { get; } = new();

    public MemoryConnector Target { get; } = new();

    /// <summary>The clock, where the test wants to move it itself. Default: the system's.</summary>
    public ManualTimeProvider? Clock { get; init; }

    public Connection Connection => Host.App.Services.GetRequiredService<ConnectionRegistry>().Find("demo")!.Value.Connection;

    public ConnectionStatus Status => Host.Status;

    public Task StartAsync(params MemoryConnector[] others) =>
        Host.StartAsync(o => o with { Connectors = [Target, .. others], Clock = Clock ?? o.Clock, DrainTimeout = TimeSpan.FromMilliseconds(500) });

    public async Task StartReadyAsync(params MemoryConnector[] others)
    {
        await StartAsync(others);
        await TestHost.WaitAsync(() => Status.State is ConnectionState.Ready);
    }

    public async Task<HttpStatusCode> GetAsync(string login) => (await Host.GetAsync("Users/" + login)).Status;

    public async Task<string?> TitleAsync(string login) => (await Host.GetAsync("Users/" + login)).Body![TestHost.Urn]?["Title"]?.GetValue<string>();

    public async Task<HttpStatusCode> PostAsync(string login, string? title = null) => (await Host.PostAsync(MemoryConnector.User(login, title))).Status;

    public Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonObject? Body, HttpResponseMessage Response)> SetTitleAsync(string login, string title) =>
        Host.PatchAsync(login, TestHost.Replace("Title", $"\"{title}\""));

    /// <summary>What the host answers for everybody is what the target holds.</summary>
    public async Task ShouldEqualTargetAsync()
    {
        var answered = (await Host.GetAsync("Users?count=1000")).Body!["Resources"]?.AsArray() ?? [];
        answered.Select(r => r![TestHost.Urn]!).Select(a => KeyValuePair.Create(a["Login"]!.GetValue<string>(), a["Title"]?.GetValue<string>() ?? ""))
            .OrderBy(p => p.Key, StringComparer.Ordinal).ShouldBe(Target.Objects);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
