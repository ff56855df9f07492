using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>A TLS server with a certificate that is not meant for one.</summary>
internal sealed class PosingServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PosingServer(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<PosingServer> StartAsync(X509Certificate2 certificate, X509Certificate2 issuing)
    {
        var context = System.Net.Security.SslStreamCertificateContext.Create(certificate, [issuing], offline: true);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            0,
            listener => listener.UseHttps(new Microsoft.AspNetCore.Server.Kestrel.Https.TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(
                    new System.Net.Security.SslServerAuthenticationOptions { ServerCertificateContext = context }),
            })));
        var server = new PosingServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
