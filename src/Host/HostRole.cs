using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Host.Admin;
using Sutler.Host.Admin.Server;
using Sutler.Host.Certificates;
using Sutler.Host.Connections;
using Sutler.Host.Health;
using Sutler.Host.Logging;
using Sutler.Host.Logging.Server;

namespace Sutler.Host;

/// <summary>The connector host: SCIM over HTTPS in front of connectors.</summary>
public static class HostRole
{
    // Far above what SCIM takes (ScimBody), which says so and passes over the rest: beyond this the connection is cut while the client still writes.
    private const long MaxBody = 64 << 20;
    private const int MaxStreams = 512;
    private const int Window = 1 << 20;

    /// <summary>A client that sends or takes fewer bytes a second than this is cut off after the grace.</summary>
    private const double MinRate = 240;

    private static readonly TimeSpan RateGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);

    /// <summary>Fewest characters of a connection's bearer token (H/WIZ-12).</summary>
    public const int MinTokenLength = ConnectionFile.MinTokenLength;

    /// <summary>Requests that are not answered this long after the drain are broken off.</summary>
    private static readonly TimeSpan ForcedStop = TimeSpan.FromSeconds(1);

    /// <summary>Makes the host. Start it with <c>StartAsync</c>; connections come up in the background (see <see cref="Status"/>).</summary>
    public static WebApplication Create(HostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Http && options.BindAddress is { } bind && !IPAddress.IsLoopback(bind))
            throw new ArgumentException($"Plain HTTP is for loopback only, and {bind} is not. Use HTTPS there.", nameof(options));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

        // All that the host needs comes in its options: the environment of the process must not open other ports.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        options.Logging?.Invoke(builder.Logging);
        builder.Logging.AddFilter((_, level) => level >= options.LogLevel.Level);
        builder.Logging.AddProvider(new RecentLogProvider(options.RecentLog));
        RedactingProvider.WrapAll(builder.Services, options.Redactor);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = options.DrainTimeout + ForcedStop);
        builder.Services.AddSingleton(options).AddSingleton(options.Clock).AddCertificates().AddConnections().AddAdministration();
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel((_, kestrel) => Listen(kestrel, options));

        var app = builder.Build();
        var registry = app.Services.GetRequiredService<ConnectionRegistry>();
        app.UseRequestLog(options.Clock);
        app.MapConnections(registry);
        app.MapHealth(registry);
        return app;
    }

    /// <summary>Path of the PEM that agents pin: the certificate that signed the one on the host's port.</summary>
    public static string CertificateFile(HostOptions options) => new CertificateStore(options.DataFolder).AuthorityFile;

    /// <summary>The port that a started host listens on.</summary>
    public static int Port(WebApplication host) => Port(host.Services.GetRequiredService<IServer>());

    /// <summary>All connections and how they are.</summary>
    public static IReadOnlyList<ConnectionStatus> Status(WebApplication host) => host.Services.GetRequiredService<ConnectionRegistry>().Status;

    /// <summary>Reads the file of a connection again. Returns the faults that kept it from taking effect; what ran before then goes on.</summary>
    public static Task<IReadOnlyList<ConnectionFault>> ReloadAsync(WebApplication host, string connection, CancellationToken cancellationToken) =>
        host.Services.GetRequiredService<ConnectionRegistry>().ReloadAsync(connection, cancellationToken);

    private static int Port(IServer server) => server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a).Port).First();

    private static IServiceCollection AddCertificates(this IServiceCollection services) =>
        services
            .AddSingleton(s => new CertificateStore(s.GetRequiredService<HostOptions>().DataFolder))
            .AddSingleton<HostCertificate>()
            .AddHostedService<CertificateRenewalLoop>();

    private static IServiceCollection AddConnections(this IServiceCollection services) =>
        services
            .AddSingleton(s => new ConnectionRegistry(
                s.GetRequiredService<HostOptions>(), Factories(s.GetRequiredService<HostOptions>()), s.GetRequiredService<ILogger<ConnectionRegistry>>()))
            .AddHostedService<HostStartup>();

    private static IServiceCollection AddAdministration(this IServiceCollection services) =>
        services
            .AddSingleton(s => new HostAdminParts
            {
                Folder = new ConnectionFolder(s.GetRequiredService<HostOptions>().DataFolder),
                Factories = Factories(s.GetRequiredService<HostOptions>()).ToDictionary(f => f.Kind, StringComparer.Ordinal),
                Options = s.GetRequiredService<HostOptions>(),
                Registry = s.GetRequiredService<ConnectionRegistry>(),
                Certificate = s.GetRequiredService<HostCertificate>(),
                Port = () => Port(s.GetRequiredService<IServer>()),
                LogLevel = s.GetRequiredService<HostOptions>().LogLevel,
            })
            .AddHostedService<AdminServer>();

    internal static List<IConnectorFactory> Factories(HostOptions options) =>
        [.. options.Connectors, .. new IConnectorFactory[] { new SqlConnectorFactory() }.Where(f => options.Connectors.All(c => c.Kind != f.Kind))];

    private static void Listen(KestrelServerOptions kestrel, HostOptions options)
    {
        var certificate = kestrel.ApplicationServices.GetRequiredService<HostCertificate>();
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBody;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(MinRate, RateGrace);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(MinRate, RateGrace);
        kestrel.Limits.RequestHeadersTimeout = HeaderTimeout;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingDelay;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
        kestrel.Limits.Http2.InitialConnectionWindowSize = Window;
        kestrel.Limits.Http2.InitialStreamWindowSize = Window;
        if (options.BindAddress is { } address)
            kestrel.Listen(address, options.Port, Secure);
        else if (options.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, Secure);
        else
            kestrel.ListenLocalhost(options.Port, Secure);

        void Secure(ListenOptions listen)
        {
            if (options.Http)
            {
                listen.Protocols = HttpProtocols.Http1;
                return;
            }

            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = certificate.Loaded.Context,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                }),
            });
        }
    }
}
