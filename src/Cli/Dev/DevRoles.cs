using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Sutler.Cli.Api;
using Sutler.Cli.Output;
using Sutler.Cli.Roles;
using Sutler.Host;
using Sutler.Host.Logging;
using Sutler.Service;
using Sutler.Tunnel.Agent;
using Sutler.Tunnel.Agent.Join;

namespace Sutler.Cli.Dev;

/// <summary>
/// Service, host and agent in this process, each a web application of its own. They meet on the wire alone: the agent joins with a token, dials
/// out over mutual TLS, and forwards to the host over HTTPS.
/// </summary>
internal sealed class DevRoles : IAsyncDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    private readonly DevFolder _folder;
    private readonly DevOptions _options;
    private readonly WebApplication _host;
    private readonly WebApplication _service;
    private WebApplication? _agent;

    private DevRoles(DevFolder folder, DevOptions options, (WebApplication Host, WebApplication Service) roles)
    {
        (_folder, _options) = (folder, options);
        (_host, _service) = roles;
        var token = File.ReadAllText(Path.Combine(folder.Service, "admin-token")).Trim();
        ServiceAddress = new ServiceAddress(new Uri($"http://127.0.0.1:{options.Port.ToString(CultureInfo.InvariantCulture)}/"), token);
    }

    public ServiceAddress ServiceAddress { get; }

    public Uri HostScimUrl => new($"https://localhost:{_options.HostPort.ToString(CultureInfo.InvariantCulture)}/ecma2host_{DemoConnection.Name}/scim");

    public string HostCaFile => HostRole.CertificateFile(HostSettings(_folder, _options));

    public static async Task<DevRoles> StartAsync(DevFolder folder, DevOptions options, CancellationToken stop)
    {
        var host = HostRole.Create(HostSettings(folder, options));
        await RoleStart.StartAsync(host, $"port {options.HostPort.ToString(CultureInfo.InvariantCulture)}", "--host-port", stop);
        try
        {
            var service = await ServiceRole.CreateAsync(ServiceSettings(folder, options), stop);
            await RoleStart.StartAsync(service, $"port {options.Port.ToString(CultureInfo.InvariantCulture)}", "--port", stop);
            return new DevRoles(folder, options, (host, service));
        }
        catch
        {
            await RoleStart.StopAsync(host);
            throw;
        }
    }

    /// <summary>Joins the agent where it has not joined this service, starts it, and waits until its connection and the host's answer.</summary>
    public async Task JoinAsync(ServiceApi api, CancellationToken stop)
    {
        if (!await IsMemberAsync(api, stop))
            await JoinWithTokenAsync(api, stop);
        _agent = AgentRole.Create(new AgentOptions
        {
            DataFolder = _folder.Agent,
            AgentUrls = ServiceRole.Addresses(_service).AgentUrls,
            LocalPort = _options.HostPort,
            TrustedAuthority = HostCaFile,
            DrainLimit = TimeSpan.FromSeconds(2),
            Configure = builder => RoleLogging.At(_options.Log)(builder.Logging),
        });
        await _agent.StartAsync(stop);
        await WaitAsync("the agent's connection", async () => (await AgentsAsync(api, stop)).Any(agent => agent["connected"]!.GetValue<bool>()), stop);
        await WaitAsync("the host's connection to the demo target", () => Task.FromResult(IsHostReady()), stop);
    }

    public async ValueTask DisposeAsync()
    {
        // In the order of the flow, so that each finds its way open while it finishes what it has.
        await RoleStart.StopAsync(_service);
        if (_agent is not null)
            await RoleStart.StopAsync(_agent);
        await RoleStart.StopAsync(_host);
    }

    private static HostOptions HostSettings(DevFolder folder, DevOptions options) =>
        new() { DataFolder = folder.Host, Port = options.HostPort, LogLevel = new LogLevelSwitch(options.Log), Logging = RoleLogging.At(options.Log) };

    private static ServiceOptions ServiceSettings(DevFolder folder, DevOptions options) => new()
    {
        DataFolder = folder.Service,
        Urls = [$"http://127.0.0.1:{options.Port.ToString(CultureInfo.InvariantCulture)}"],
        AgentUrls = "https://127.0.0.1:0",
        ConfigureLogging = RoleLogging.At(options.Log),
    };

    private static async Task<List<JsonNode>> AgentsAsync(ServiceApi api, CancellationToken stop) =>
        [.. (await api.GetAsync("api/v1/agents", stop))["value"]!.AsArray().Select(agent => agent!)];

    private async Task<bool> IsMemberAsync(ServiceApi api, CancellationToken stop)
    {
        var config = Path.Combine(_folder.Agent, "agent.json");
        if (!File.Exists(config))
            return false;
        var id = JsonNode.Parse(await File.ReadAllTextAsync(config, stop))?["agentId"]?.GetValue<string>();
        return (await AgentsAsync(api, stop)).Exists(agent => agent["id"]!.GetValue<string>() == id && !agent["revoked"]!.GetValue<bool>());
    }

    private async Task JoinWithTokenAsync(ServiceApi api, CancellationToken stop)
    {
        var token = await api.PostAsync("api/v1/joinTokens", new JsonObject { ["expiresIn"] = "10m" }, stop);
        try
        {
            await AgentJoin.RunAsync(
                new JoinOptions
                {
                    ServiceUrl = ServiceAddress.Url.ToString(),
                    Token = token["token"]!.GetValue<string>(),
                    DataFolder = _folder.Agent,
                    Replace = true,
                },
                stop);
        }
        catch (JoinException e)
        {
            throw new CommandException(e.Message, CommandException.Failure);
        }
    }

    private bool IsHostReady() =>
        HostRole.Status(_host).SingleOrDefault(connection => connection.Name == DemoConnection.Name) switch
        {
            { State: Host.Connections.ConnectionState.Ready } => true,
            { State: Host.Connections.ConnectionState.Faulted } faulted =>
                throw new CommandException(string.Join(' ', faulted.Faults.Select(fault => fault.ToString()).Append(faulted.Problem)).Trim(), CommandException.Failure),
            _ => false,
        };

    private static async Task WaitAsync(string what, Func<Task<bool>> isThere, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(ReadyLimit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!await isThere())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CommandException($"{what} did not come up within {ReadyLimit.TotalSeconds:0} s; the log lines above say why.", CommandException.Failure);
        }
    }
}
