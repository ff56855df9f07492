using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Admin.Server;

/// <summary>
/// The admin port: plain HTTP on loopback alone, apart from the SCIM port, with a credential of its own. Where it is stands in
/// <c>admin.json</c> while the host runs.
/// </summary>
internal sealed class AdminServer(HostAdminParts parts, ILoggerFactory loggers, IHostApplicationLifetime lifetime) : IHostedService, IAsyncDisposable
{
    private const long MaxBody = 8 << 20;
    private WebApplication? _app;
    private CancellationTokenRegistration _started;

    /// <summary>The address; null while it is not open.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (parts.Options.AdminPort is not { } port)
            return;
        var token = AdminToken.Open(parts.Options.DataFolder, parts.Clock);
        _app = Create(port);
        _app.MapAdmin(new HostAdmin(parts), token);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new IOException($"The admin port {port.ToString(CultureInfo.InvariantCulture)} is taken by another program. Stop that program, or choose another with --admin-port.", e);
        }

        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(new Uri(address), "/admin/v1");

        // The SCIM port may be the system's choice, which is known once the whole host has started.
        _started = lifetime.ApplicationStarted.Register(() =>
            new AdminFile(Address.ToString(), Environment.ProcessId, parts.Port!()).Write(parts.Options.DataFolder));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null)
            return;
        await _started.DisposeAsync();
        AdminFile.Delete(parts.Options.DataFolder);
        await _app.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }

    private WebApplication Create(int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(loggers).AddSingleton<IHostLifetime, SilentLifetime>().AddRouting();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }
}
