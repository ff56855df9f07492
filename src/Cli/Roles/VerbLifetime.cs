using Microsoft.Extensions.Hosting;

namespace Sutler.Cli.Roles;

/// <summary>Leaves signals to the verb: a role starts when it is told and stops when it is told.</summary>
internal sealed class VerbLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
