using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sutler.Tunnel.Agent.AllowList;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Agent.Forwarding;
using Sutler.Tunnel.Agent.Membership;
using Sutler.Tunnel.Agent.Renewal;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent;

/// <summary>An agent: Kestrel, serving HTTP/2 on connections that it has dialled itself. It listens nowhere.</summary>
public static class AgentRole
{
    /// <summary>Connections kept to different nodes where the service has several.</summary>
    private const int MaxConnections = 2;

    /// <summary>Not infinite: Kestrel adds the longest time there is to its clock, overflows, and closes an idle connection at its next heartbeat.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1000);

    /// <summary>An agent ready to start. <see cref="AgentStatus"/> is among its services.</summary>
    /// <exception cref="AgentConfigException">The folder holds no agent, or a file in it or an option cannot be used.</exception>
    public static WebApplication Create(AgentOptions options)
    {
        var folder = new AgentFolder(options.DataFolder, options.TimeProvider);
        var config = folder.ReadConfig();
        var credentials = new CredentialSource(folder.ReadCredentials());
        Uri[] urls = [.. (options.AgentUrls ?? config.AgentUrls).Select(AgentUrl.Parse).Distinct()];
        if (urls.Length == 0)
            throw new AgentConfigException(
                $"'{folder.ConfigPath}' names no agent endpoint. Add one to agentUrls, e.g. https://sutler.example.com:8443.");

        var slots = Math.Min(urls.Length, MaxConnections);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Sutler.Agent" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Serve(kestrel, options, slots));
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainLimit)
            .AddLogging()
            .AddSingleton(options).AddSingleton(config).AddSingleton(folder).AddSingleton(credentials)
            .AddSingleton(new UrlRotation(urls, slots))
            .AddSingleton(new TargetAllowList(Rules(options, config)))
            .AddSingleton(Status(config, credentials, urls[..slots]));
        AddParts(builder.Services);
        options.Configure?.Invoke(builder);

        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<Forwarder>().ForwardAsync);
        return app;
    }

    private static void AddParts(IServiceCollection services) => services
        .AddSingleton<TunnelDialer>()
        .AddSingleton<TunnelListenerParts>()
        .AddSingleton<IConnectionListenerFactory, TunnelListenerFactory>()
        .AddSingleton<TargetClients>()
        .AddSingleton<Forwarder>()
        .AddSingleton<RenewalClient>()
        .AddSingleton<RenewalLoopParts>()
        .AddHostedService<RenewalLoop>();

    private static void Serve(KestrelServerOptions kestrel, AgentOptions options, int slots)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = null; // The target has limits of its own; flow control bounds what is under way.
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.KeepAliveTimeout = Forever;
        limits.MaxRequestLineSize = TunnelLimits.MaxHeaderBytes;
        limits.MaxRequestHeadersTotalSize = TunnelLimits.MaxHeaderBytes;
        limits.Http2.MaxRequestHeaderFieldSize = TunnelLimits.MaxHeaderBytes;
        limits.Http2.MaxStreamsPerConnection = TunnelLimits.MaxStreams;
        limits.Http2.InitialStreamWindowSize = TunnelLimits.StreamWindow;
        limits.Http2.InitialConnectionWindowSize = TunnelLimits.ConnectionWindow;
        limits.Http2.KeepAlivePingDelay = options.PingDelay;
        limits.Http2.KeepAlivePingTimeout = options.PingTimeout;
        for (var slot = 0; slot < slots; slot++)
            kestrel.Listen(new TunnelEndPoint(slot), listener => listener.Protocols = HttpProtocols.Http2);
    }

    /// <summary>The rules of <c>agent.json</c>; those for loopback on the standard port follow the options.</summary>
    private static IEnumerable<AllowRule> Rules(AgentOptions options, AgentConfig config)
    {
        foreach (var rule in config.Allow)
        {
            var isStandard = Uri.TryCreate(rule.Url, UriKind.Absolute, out var url) && url is { IsLoopback: true, Port: Join.AgentJoin.DefaultPort };
            yield return isStandard
                ? new AllowRule
                {
                    Url = options.LocalPort is { } port ? new UriBuilder(url!) { Port = port }.Uri.ToString() : rule.Url,
                    TrustedAuthority = options.TrustedAuthority is { } file ? Path.GetFullPath(file) : rule.TrustedAuthority,
                }
                : rule;
        }
    }

    private static AgentStatus Status(AgentConfig config, CredentialSource credentials, IReadOnlyList<Uri> urls)
    {
        var status = new AgentStatus { AgentId = config.AgentId, CertificateNotAfter = credentials.Current.NotAfter };
        foreach (var url in urls)
            status.Add(url.ToString());
        return status;
    }
}
