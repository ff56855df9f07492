using Sutler.Testing;

namespace Sutler.Service.Tests.Jobs;

/// <summary>A service, a target, and a job between them that has settled.</summary>
internal sealed class World(ServiceUnderTest service, BreakableTarget target) : IAsyncDisposable
{
    public ServiceUnderTest Service => service;

    public BreakableTarget Target => target;

    public static async Task<World> StartAsync(string csv, BreakableTarget? target = null)
    {
        target ??= await BreakableTarget.StartAsync();
        var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(csv);
        await service.ConnectAsync(target.BaseAddress);
        await service.SettledAsync();
        return new World(service, target);
    }

    public async Task ImportAsync(string csv)
    {
        await service.ImportAsync(csv);
        await service.SettledAsync();
    }

    /// <summary>The ContosoLogin of a user's manager at the target.</summary>
    public string? Manager(string login) => target.ManagerOf(login);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await target.DisposeAsync();
    }
}
