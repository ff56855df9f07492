using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sutler.Tunnel.Agent;
using Sutler.Tunnel.Agent.Join;
using Sutler.Tunnel.Relay;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Wire;

namespace Sutler.Benchmarks;

/// <summary>A relay, an agent that joined it, and an HTTPS target, in this process with the real wire between them.</summary>
internal sealed class TunnelScene : IAgentAdmission, IAsyncDisposable
{
    private const string Group = "default";
    private const string AgentPath = "/answered-by-the-agent";
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(new string('x', 200));

    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-perf-").FullName;
    private readonly CertificateAuthority _authority = CertificateAuthority.Create("perf", TimeProvider.System);
    private WebApplication _service = null!;
    private WebApplication _target = null!;
    private WebApplication _agent = null!;

    public HttpClient Direct { get; private set; } = null!;

    public HttpClient ThroughTunnel { get; private set; } = null!;

    public Uri TargetUrl { get; private set; } = null!;

    public Uri AgentUrl => new(TargetUrl, AgentPath);

    public static async Task<TunnelScene> StartAsync()
    {
        var scene = new TunnelScene();
        await scene.StartTargetAsync();
        await scene.StartServiceAsync();
        await scene.StartAgentAsync();
        return scene;
    }

    public ValueTask<AgentIdentity?> AdmitAsync(X509Certificate2 certificate, CancellationToken cancellationToken) =>
        ValueTask.FromResult<AgentIdentity?>(new AgentIdentity("agent", Group));

    public async ValueTask DisposeAsync()
    {
        Direct.Dispose();
        ThroughTunnel.Dispose();
        await _agent.DisposeAsync();
        await _service.DisposeAsync();
        await _target.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartTargetAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = SelfSigned(key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        _target = builder.Build();
        _target.Run(context => context.Response.Body.WriteAsync(Answer).AsTask());
        await _target.StartAsync();
        TargetUrl = new Uri($"https://localhost:{new Uri(_target.Urls.First()).Port}/");
        Direct = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => presented!.GetCertHashString() == certificate.Thumbprint },
        });
        await File.WriteAllTextAsync(Path.Combine(_folder, "target.pem"), certificate.ExportCertificatePem());
    }

    private static X509Certificate2 SelfSigned(ECDsa key)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    private async Task StartServiceAsync()
    {
        var certificate = _authority.IssueServer("service", ["localhost", "127.0.0.1"]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.ListenForAgents(new IPEndPoint(IPAddress.Loopback, 0), () => certificate, () => _authority);
        });
        builder.Services.AddRelay(new RelayOptions()).AddSingleton<IAgentAdmission>(this);
        _service = builder.Build();
        _service.MapRelay();
        _service.MapPost("/api/v1/agents/join", JoinAsync);
        await _service.StartAsync();
        ThroughTunnel = new HttpClient(_service.Services.GetRequiredService<IRelay>().CreateHandler(Group));
    }

    private async Task JoinAsync(HttpContext context)
    {
        var request = (await JsonSerializer.DeserializeAsync(context.Request.Body, TunnelJson.Default.JoinRequest))!;
        var issued = _authority.IssueAgent(request.CertificateRequest, "agent");
        var port = new Uri(_service.Urls.First(url => url.StartsWith("https", StringComparison.Ordinal))).Port;
        var response = new JoinResponse { AgentId = "agent", Certificate = issued.Chain, Authority = issued.Root, AgentUrls = [$"https://localhost:{port}"] };
        await context.Response.WriteAsJsonAsync(response, TunnelJson.Default.JoinResponse);
    }

    private async Task StartAgentAsync()
    {
        var main = _service.Urls.First(url => url.StartsWith("http:", StringComparison.Ordinal));
        await AgentJoin.RunAsync(new JoinOptions { ServiceUrl = main, Token = "perf", DataFolder = _folder }, CancellationToken.None);
        _agent = AgentRole.Create(new AgentOptions
        {
            DataFolder = _folder,
            LocalPort = TargetUrl.Port,
            TrustedAuthority = Path.Combine(_folder, "target.pem"),
            Configure = builder => builder.Services.AddSingleton<IStartupFilter>(new AnswerHere()),
        });
        await _agent.StartAsync();
        await _agent.Services.GetRequiredService<AgentStatus>().WaitConnectedAsync(CancellationToken.None);
    }

    /// <summary>Lets the agent answer one path itself, so that the tunnel is measured with nothing behind it.</summary>
    private sealed class AnswerHere : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) => context.Request.Path == AgentPath ? context.Response.Body.WriteAsync(Answer).AsTask() : following(context));
            next(app);
        };
    }
}
