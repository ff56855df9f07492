using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Jobs;

namespace Sutler.Service.OnDemand;

/// <summary>What provisioning on demand is made of.</summary>
internal static class OnDemandRegistration
{
    public static IServiceCollection AddOnDemand(this IServiceCollection services) => services
        .AddSingleton<OnDemandStore>().AddSingleton<OnDemandSignal>().AddSingleton<OnDemandLimiter>().AddSingleton<ObjectFinder>()
        .AddSingleton<OnDemandWaiting>().AddSingleton<OnDemandCommands>().AddSingleton<IJobErrand, OnDemandErrand>();
}
