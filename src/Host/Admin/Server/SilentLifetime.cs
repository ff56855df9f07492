using Microsoft.Extensions.Hosting;

namespace Sutler.Host.Admin.Server;

/// <summary>The admin port starts and stops with the host and listens to no signals itself.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
