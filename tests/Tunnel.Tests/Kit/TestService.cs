using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Tunnel.Relay;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Trust;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>A service with nothing but the relay, a join endpoint and an authority; admits every agent of its authority unless told
/// otherwise.</summary>
internal sealed class TestService : IAgentAdmission, IAgentRenewal, IAgentObserver, IAsyncDisposable
{
    public const string Token = "one-time-token";

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private int _agents;

    private TestService(CertificateAuthority authority, RelayOptions options, int port)
    {
        Authority = authority;
        _certificate = authority.IssueServer("test", ["localhost", "127.0.0.1"]);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenForAgents(new IPEndPoint(IPAddress.Loopback, port), () => _certificate, () => Authority);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRoutingCore().AddLogging().AddRelay(options)
            .AddSingleton<IAgentAdmission>(this).AddSingleton<IAgentRenewal>(this).AddSingleton<IAgentObserver>(this);
        _app = builder.Build();
        _app.MapRelay();
        _app.MapPost("/api/v1/agents/join", (RequestDelegate)JoinAsync);
    }

    public CertificateAuthority Authority { get; }

    public IRelay Relay => _app.Services.GetRequiredService<IRelay>();

    public string AgentUrl => Addresses[0];

    public string ServiceUrl => Addresses[1];

    public int AgentPort => new Uri(AgentUrl).Port;

    /// <summary>What the join answers as addresses; the listener's own unless a proxy stands before it.</summary>
    public string? AnnouncedUrl { get; set; }

    public Func<X509Certificate2, AgentIdentity?>? Admission { get; set; }

    public Func<Task>? BeforeJoinAnswer { get; set; }

    public TimeSpan AgentLife { get; set; } = TimeSpan.FromDays(30);

    public int Renewals { get; private set; }

    public bool RefuseRenewals { get; set; }

    public List<string> Joins { get; } = [];

    public List<string> Events { get; } = [];

    private string[] Addresses => [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    public static async Task<TestService> StartAsync(CertificateAuthority? authority = null, RelayOptions? options = null, int port = 0)
    {
        var service = new TestService(authority ?? CertificateAuthority.Create("test", TimeProvider.System), options ?? new RelayOptions(), port);
        await service._app.StartAsync();
        return service;
    }

    public HttpClient Client(string group = "default") => new(Relay.CreateHandler(group)) { Timeout = Timeout.InfiniteTimeSpan };

    public Task StopAsync() => _app.StopAsync();

    public ValueTask<AgentIdentity?> AdmitAsync(X509Certificate2 certificate, CancellationToken cancellationToken) => ValueTask.FromResult(
        Admission is null ? new AgentIdentity(Authority.Verify(certificate, CertificateRole.Agent).Name!, "default") : Admission(certificate));

    public ValueTask<RenewResponse> RenewAsync(AgentIdentity agent, RenewRequest request, CancellationToken cancellationToken)
    {
        if (RefuseRenewals)
            throw new CertificateRequestException("not today");
        Renewals++;
        var issued = Authority.IssueAgent(request.CertificateRequest, agent.AgentId);
        return ValueTask.FromResult(new RenewResponse { Certificate = issued.Chain, Authority = issued.Root, AgentUrls = [AgentUrl] });
    }

    public ValueTask ConnectedAsync(ConnectedAgent agent, CancellationToken cancellationToken) => Note("connected " + agent.AgentId);

    public ValueTask SeenAsync(IReadOnlyList<ConnectedAgent> agents, CancellationToken cancellationToken) => Note("seen");

    public ValueTask DisconnectedAsync(ConnectedAgent agent, CancellationToken cancellationToken) => Note("disconnected " + agent.AgentId);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private ValueTask Note(string what)
    {
        lock (Events)
            Events.Add(what);
        return ValueTask.CompletedTask;
    }

    /// <summary>As the real one: a token is good for one key, as often as that key asks.</summary>
    private async Task JoinAsync(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(TunnelJson.Default.JoinRequest))!;
        Joins.Add(request.CertificateRequest);
        if (request.Token != Token)
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"error":{"code":"x","message":"The token is not known."}}""");
            return;
        }

        if (BeforeJoinAnswer is { } hook)
            await hook();
        var id = $"agent-{Interlocked.Increment(ref _agents)}";
        var issued = Authority.IssueAgent(request.CertificateRequest, id, AgentLife);
        var response = new JoinResponse { AgentId = id, Certificate = issued.Chain, Authority = issued.Root, AgentUrls = [AnnouncedUrl ?? AgentUrl] };
        await context.Response.WriteAsJsonAsync(response, TunnelJson.Default.JoinResponse);
    }
}
