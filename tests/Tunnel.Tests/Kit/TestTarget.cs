using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Tunnel.Relay.Authority;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>The application behind an agent: HTTPS with an authority of its own, and one handler.</summary>
internal sealed class TestTarget : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestTarget(RequestDelegate handler, HttpProtocols protocols, TempFolder folder)
    {
        var authority = CertificateAuthority.Create("target", TimeProvider.System);
        AuthorityFile = folder.Write("target-authority.pem", authority.RootPem);
        var certificate = authority.IssueServer("target", ["localhost", "127.0.0.1"]);
        var chain = new X509Certificate2Collection(authority.IssuingCertificate);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listener =>
            {
                listener.Protocols = protocols;
                listener.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ServerCertificateChain = chain;
                });
            });
        });
        _app = builder.Build();
        _app.Run(context =>
        {
            Requests++;
            return handler(context);
        });
    }

    public string AuthorityFile { get; }

    public int Requests { get; private set; }

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public string Url => $"https://localhost:{Port}";

    public static async Task<TestTarget> StartAsync(TempFolder folder, RequestDelegate handler, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var target = new TestTarget(handler, protocols, folder);
        await target._app.StartAsync();
        return target;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
