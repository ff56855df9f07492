using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>What plans are made of.</summary>
internal static class PlanRegistration
{
    public static IServiceCollection AddPlans(this IServiceCollection services)
    {
        services.AddSingleton<PlanOptions>().AddSingleton<PlanStore>().AddSingleton<PlanItemStore>().AddSingleton<PlanSigner>().AddSingleton<PlanSignal>();
        services.AddSingleton<UndoStore>().AddSingleton<JobDrafts>().AddSingleton<PlanRules>();
        services.AddSingleton(provider => new PlanCommands(
            provider.GetRequiredService<PlanStore>(),
            provider.GetRequiredService<PlanItemStore>(),
            provider.GetRequiredService<JobStore>(),
            (provider.GetRequiredService<DirectoryStore>(), provider.GetRequiredService<PlanSignal>(), provider.GetRequiredService<PlanOptions>())));
        services.AddSingleton(provider => new PlanComputer(
            provider.GetRequiredService<PlanStore>(),
            provider.GetRequiredService<PlanItemStore>(),
            provider.GetRequiredService<PlanSigner>(),
            (provider.GetRequiredService<JobStore>(), provider.GetRequiredService<JobContexts>(), provider.GetRequiredService<PlanRules>())));
        services.AddSingleton(provider => new PlanApplier(
            provider.GetRequiredService<PlanStore>(),
            provider.GetRequiredService<PlanItemStore>(),
            provider.GetRequiredService<PlanSigner>(),
            (provider.GetRequiredService<JobStore>(), provider.GetRequiredService<PlanRules>(), provider.GetRequiredService<PlanCommands>())));
        services.AddSingleton<IJobErrand, PlanErrand>();
        return services.AddHostedService(provider => new PlanLoop(
            provider.GetRequiredService<PlanStore>(),
            provider.GetRequiredService<PlanComputer>(),
            provider.GetRequiredService<PlanSignal>(),
            (provider.GetRequiredService<Database>(), provider.GetRequiredService<PlanOptions>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<ILogger<PlanLoop>>()));
    }
}
