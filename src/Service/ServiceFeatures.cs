using Microsoft.Extensions.DependencyInjection;
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
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Inbound.Resources;
using Sutler.Service.Inbound.Uploads;
using Sutler.Service.Directory.Queries;
using Sutler.Service.Directory.Upkeep;
using Sutler.Service.Explaining;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Nodes;
using Sutler.Service.OnDemand;
using Sutler.Service.Plans;
using Sutler.Service.Schemas;
using Sutler.Service.Targets;
using Sutler.Service.Targets.Probing;
using Sutler.Storage;
using Sutler.Tunnel.Relay;

namespace Sutler.Service;

/// <summary>What the service is made of, room by room.</summary>
internal static class ServiceFeatures
{
    public static void Add(IServiceCollection services)
    {
        AddDirectory(services);
        AddAccounts(services);
        AddTargets(services);
        AddJobs(services);
        AddNodes(services);
        AddAgents(services);
    }

    private static void AddDirectory(IServiceCollection services)
    {
        services.AddSingleton<DirectorySignal>().AddSingleton<DirectoryChanges>().AddSingleton<DirectoryStore>().AddSingleton<GroupStore>().AddSingleton<DirectoryImporter>();
        services.AddSingleton<InitialPasswords>().AddSingleton<ObjectReader>().AddSingleton<DeltaStore>().AddSingleton<DeltaTokens>();
        services.AddSingleton<AssignmentStore>().AddSingleton<AppRoleStore>().AddSingleton<AssignmentClock>();
        services.AddSingleton<DeletedItemPurger>().AddSingleton<FeedPruner>().AddSingleton<UpkeepServices>().AddHostedService<UpkeepLoop>();
        services.AddSingleton<InboundClientStore>().AddSingleton<InboundServices>();
        services.AddSingleton<UploadStore>().AddSingleton<UploadSignal>().AddSingleton<UploadServices>().AddHostedService<UploadLoop>();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<FailureLimiter>().AddSingleton<AuditStore>();
        services.AddSingleton<Passwords>().AddSingleton<AccountStore>().AddSingleton<SessionStore>().AddSingleton<ApiTokenStore>().AddSingleton<Callers>().AddSingleton<SignInServices>();
    }

    private static void AddTargets(IServiceCollection services)
    {
        services.AddSingleton<ApplicationStore>().AddSingleton<Applying.TargetEndpoints>().AddSingleton<TargetClients>();
        services.AddSingleton<TargetReportStore>().AddSingleton<TargetProbe>().AddSingleton<CredentialCheck>();
        services.AddSingleton<SchemaDiscovery>().AddSingleton<ISchemaDiscovery>(provider => provider.GetRequiredService<SchemaDiscovery>());
    }

    private static void AddJobs(IServiceCollection services)
    {
        services.AddSingleton<JobStore>().AddSingleton<JobContexts>().AddSingleton<JobEngine>().AddSingleton<JobLoopServices>();
        services.AddSingleton<JobControl>().AddSingleton<JobCommands>().AddSingleton<JobStatusReader>();
        services.AddSingleton<Escrow.EscrowReader>().AddSingleton<Guards.RemovalGate>().AddSingleton<Quarantine.QuarantineGate>().AddSingleton<Guards.JobGates>();
        services.AddSingleton<SchemaStore>().AddSingleton<SchemaCommands>();
        services.AddPlans().AddOnDemand().AddSingleton<ExplainStore>().AddSingleton<ExplainReader>();
        services.AddSingleton<LogStore>().AddSingleton<LogRetention>().AddHostedService(provider => provider.GetRequiredService<LogRetention>());
    }

    private static void AddNodes(IServiceCollection services)
    {
        services.AddSingleton<NodeOptions>().AddSingleton<NodeStore>().AddSingleton<ActivityStore>().AddSingleton<OwnershipStore>().AddSingleton<NodePresence>();
        services.AddSingleton(provider => new NodeLease(provider.GetRequiredService<NodeOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Database>().IsShared));
        services.AddSingleton<OwnershipServices>().AddSingleton<NodeWatch>().AddSingleton<JobScheduler>().AddSingleton<JobHostNodes>().AddSingleton<JobSignals>().AddSingleton<NodeLoopServices>();
        services.AddSingleton<NodeSignals>().AddHostedService(provider => provider.GetRequiredService<NodeSignals>());
        services.AddHostedService<NodeLoop>();
        services.AddSingleton<JobHost>().AddHostedService(provider => provider.GetRequiredService<JobHost>());
    }

    private static void AddAgents(IServiceCollection services)
    {
        services.AddSingleton<AgentStore>().AddSingleton<JoinTokenStore>().AddSingleton<JoinServices>().AddSingleton<AgentAdmission>();
        services.AddSingleton<IAgentAdmission>(provider => provider.GetRequiredService<AgentAdmission>());
        services.AddSingleton<IAgentRenewal>(provider => provider.GetRequiredService<AgentAdmission>());
    }
}
