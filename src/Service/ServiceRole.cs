using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sutler.Service.Accounts;
using Sutler.Service.Agents;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Audit;
using Sutler.Service.Directory;
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Inbound.Resources;
using Sutler.Service.Inbound.Uploads;
using Sutler.Service.Explaining;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Secrets;
using Sutler.Service.Nodes;
using Sutler.Service.OnDemand;
using Sutler.Service.Plans;
using Sutler.Service.Schemas;
using Sutler.Service.Targets;
using Sutler.Service.Targets.Probing;
using Sutler.Tunnel.Relay;

namespace Sutler.Service;

/// <summary>The provisioning service: directory, jobs, relay and API in one web application.</summary>
public static class ServiceRole
{
    private const long MostBodyBytes = 8L << 20;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Opens the data folder, making it at first start, and puts the service together; <c>StartAsync</c> starts it.</summary>
    /// <exception cref="ArgumentException">An address cannot be listened on; the message says why.</exception>
    /// <exception cref="Storage.Secrets.SecretException">The master key is missing or not the right one.</exception>
    public static async Task<WebApplication> CreateAsync(ServiceOptions options, CancellationToken cancellationToken)
    {
        var main = options.Urls.Select(ListenAddress.Parse).ToList();
        var agents = ListenAddress.Parse(options.AgentUrls);
        var parts = await ServiceParts.OpenAsync(options, agents, cancellationToken);
        try
        {
            var app = Build(options, parts, (main, agents with { Port = parts.AgentPort }));
            MapEndpoints(app);
            return app;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where a service that has been started is reached.</summary>
    public static ServiceAddresses Addresses(WebApplication app)
    {
        var agents = app.Services.GetRequiredService<AgentEndpointAddress>();
        return new ServiceAddresses([.. app.Urls.Where(url => !agents.IsBoundTo(url))], agents.Urls);
    }

    /// <summary>Whether this start made the token with which the first administrator's account is made (the file setup-token of the data folder).</summary>
    public static bool IsFirstStart(WebApplication app) => app.Services.GetRequiredService<SetupToken>().IsNew;

    private static WebApplication Build(ServiceOptions options, ServiceParts parts, (List<ListenAddress> Main, ListenAddress Agents) listen)
    {
        var told = AgentEndpointAddress.Of(options.PublicAgentUrls, listen.Agents);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Sutler.Service", ContentRootPath = options.DataFolder });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        options.ConfigureLogging(builder.Logging);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            foreach (var address in listen.Main)
                kestrel.Listen(address.Address, address.Port, endpoint => UseTls(endpoint, address));
            AgentListenEndpoint.Listen(kestrel, listen.Agents, (parts, told, options.TimeProvider));
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddOpenApi(ApiDescription.Configure);
        builder.Services.AddRouting();
        AddParts(builder.Services, options, parts);
        ServiceFeatures.Add(builder.Services);
        builder.Services.AddRelay(new RelayOptions { TimeProvider = options.TimeProvider });
        builder.Services.AddSingleton(told);
        return builder.Build();
    }

    private static void UseTls(ListenOptions endpoint, ListenAddress address)
    {
        if (address.IsHttps)
            endpoint.UseHttps();
    }

    private static void AddParts(IServiceCollection services, ServiceOptions options, ServiceParts parts)
    {
        // Made by the container's own hand, so that they end with it.
        services.AddSingleton(_ => parts);
        services.AddSingleton(parts.Database);
        services.AddSingleton(Node.New(options.Urls[0]));
        services.AddSingleton(parts.Key);
        services.AddSingleton(parts.Settings);
        services.AddSingleton(parts.AdminToken);
        services.AddSingleton(parts.SetupToken);
        services.AddSingleton(new SecretReferences(options.DataFolder));
        services.AddSingleton(parts.Authority);
        services.AddSingleton(options.TimeProvider);
        services.AddSingleton(new TargetOptions
        {
            // Nobody else reaches a service that listens on loopback alone, so nobody can use it as a way in.
            AllowLoopback = options.AllowLoopbackTargets ?? options.Urls.Select(ListenAddress.Parse).All(address => System.Net.IPAddress.IsLoopback(address.Address)),
            CertificateFolder = Path.Combine(options.DataFolder, "certificates"),
        });
        services.AddSingleton(options.Directory);
        services.AddSingleton(options.ConfigureEngine(new EngineOptions { Time = options.TimeProvider }));
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.Services.GetRequiredService<ServiceParts>();
        app.UseMiddleware<ApiErrorEndpoints>();
        app.UseMiddleware<AppIdEndpoints>();
        app.UseRouting();
        app.UseMiddleware<BearerEndpoints>();
        app.MapOpenApi("/").WithMetadata(OpenToAll.Mark);
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(OpenToAll.Mark);
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).WithMetadata(OpenToAll.Mark);
        app.MapGet("/health/ready", async (DirectoryStore store, CancellationToken cancellationToken) => Results.Ok(new { status = "ready", feedPosition = await store.PositionAsync(cancellationToken) }))
            .WithMetadata(OpenToAll.Mark);
        DirectoryEndpoints.Map(app);
        LogEndpoints.Map(app);
        Escrow.EscrowEndpoints.Map(app);
        Guards.HeldRemovalEndpoints.Map(app);
        Quarantine.QuarantineEndpoints.Map(app);
        LogSettingEndpoints.Map(app);
        AgentEndpoints.Map(app);
        PlanEndpoints.Map(app);
        OnDemandEndpoints.Map(app);
        ExplainEndpoints.Map(app);
        InboundClientEndpoints.Map(app);
        InboundScimEndpoints.Map(app);
        UploadEndpoints.MapOwn(app);
        ProbeEndpoints.Map(app);
        SchemaVersionEndpoints.Map(app);
        SessionEndpoints.Map(app);
        AccountEndpoints.Map(app);
        AuditEndpoints.Map(app);
        foreach (var version in (string[])["/v1.0", "/beta"])
        {
            var routes = app.MapGroup(version);
            ApplicationEndpoints.Map(routes);
            ApplicationTemplateEndpoints.Map(routes);
            JobEndpoints.Map(routes);
            UploadEndpoints.Map(routes);
            CredentialEndpoints.Map(routes);
            SchemaEndpoints.Map(routes);
            TemplateEndpoints.Map(routes);
        }

        app.MapRelay();
    }
}
