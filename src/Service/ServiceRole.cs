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
using Sutler.Service.Assignments;
using Sutler.Service.Audit;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Csv;
using Sutler.Service.Directory.Delta;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Directory.Queries;
using Sutler.Service.Directory.Upkeep;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Nodes;
using Sutler.Storage;
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
        builder.Services.AddOpenApi();
        builder.Services.AddRouting();
        AddParts(builder.Services, options, parts);
        AddFeatures(builder.Services);
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

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton<FailureLimiter>();
        services.AddSingleton<DirectorySignal>().AddSingleton<DirectoryStore>().AddSingleton<DirectoryImporter>();
        services.AddSingleton<ApplicationStore>().AddSingleton<TargetClients>().AddSingleton<Applying.TargetEndpoints>();
        services.AddSingleton<DirectorySignal>().AddSingleton<DirectoryChanges>().AddSingleton<AssignmentStore>().AddSingleton<DirectoryStore>().AddSingleton<GroupStore>().AddSingleton<DirectoryImporter>();
        services.AddSingleton<AssignmentStore>().AddSingleton<AppRoleStore>().AddSingleton<AssignmentClock>();
        services.AddSingleton<InitialPasswords>().AddSingleton<ObjectReader>().AddSingleton<DeltaStore>().AddSingleton<DeltaTokens>();
        services.AddSingleton<DeletedItemPurger>().AddSingleton<FeedPruner>().AddSingleton<UpkeepServices>().AddHostedService<UpkeepLoop>();
        services.AddSingleton<DirectorySignal>().AddSingleton<DirectoryChanges>().AddSingleton<DirectoryStore>().AddSingleton<GroupStore>().AddSingleton<DirectoryImporter>();
        services.AddSingleton<Passwords>().AddSingleton<AccountStore>().AddSingleton<SessionStore>().AddSingleton<ApiTokenStore>().AddSingleton<Callers>().AddSingleton<SignInServices>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<ApplicationStore>();
        services.AddSingleton<TargetReportStore>().AddSingleton<TargetClients>().AddSingleton<TargetProbe>().AddSingleton<CredentialCheck>().AddSingleton<SchemaDiscovery>();
        services.AddSingleton<CycleProbe>().AddSingleton<ISchemaDiscovery>(provider => provider.GetRequiredService<SchemaDiscovery>());
        services.AddSingleton<JobStore>().AddSingleton<JobContexts>().AddSingleton<JobEngine>().AddSingleton<JobLoopServices>().AddSingleton<JobCommands>().AddSingleton<JobStatusReader>();
        AddNodes(services);
        services.AddSingleton<JobHost>().AddHostedService(provider => provider.GetRequiredService<JobHost>());
        services.AddSingleton<SchemaStore>().AddSingleton<SchemaCommands>();
        services.AddSingleton<Escrow.EscrowReader>().AddSingleton<Guards.RemovalGate>().AddSingleton<Quarantine.QuarantineGate>().AddSingleton<Guards.JobGates>();
        services.AddSingleton<LogStore>();
        services.AddSingleton<AgentStore>().AddSingleton<JoinTokenStore>().AddSingleton<JoinServices>().AddSingleton<AgentAdmission>();
        services.AddSingleton<IAgentAdmission>(provider => provider.GetRequiredService<AgentAdmission>());
        services.AddSingleton<IAgentRenewal>(provider => provider.GetRequiredService<AgentAdmission>());
    }

    private static void AddNodes(IServiceCollection services)
    {
        services.AddSingleton<NodeOptions>().AddSingleton<NodeStore>().AddSingleton<ActivityStore>().AddSingleton<OwnershipStore>().AddSingleton<NodePresence>();
        services.AddSingleton(provider => new NodeLease(provider.GetRequiredService<NodeOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Database>().IsShared));
        services.AddSingleton<OwnershipServices>().AddSingleton<NodeWatch>().AddSingleton<JobScheduler>().AddSingleton<JobHostNodes>().AddSingleton<JobSignals>().AddSingleton<NodeLoopServices>();
        services.AddSingleton<NodeSignals>().AddHostedService(provider => provider.GetRequiredService<NodeSignals>());
        services.AddHostedService<NodeLoop>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.Services.GetRequiredService<ServiceParts>();
        app.UseMiddleware<ApiErrorEndpoints>();
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
        AgentEndpoints.Map(app);
        ProbeEndpoints.Map(app);
        SchemaVersionEndpoints.Map(app);
        SessionEndpoints.Map(app);
        AccountEndpoints.Map(app);
        AuditEndpoints.Map(app);
        foreach (var version in (string[])["/v1.0", "/beta"])
        {
            var routes = app.MapGroup(version);
            ApplicationEndpoints.Map(routes);
            JobEndpoints.Map(routes);
            CredentialEndpoints.Map(routes);
            SchemaEndpoints.Map(routes);
            TemplateEndpoints.Map(routes);
        }

        app.MapRelay();
    }
}
