using Microsoft.Extensions.Hosting;
using Sutler.Host.Certificates;
using Sutler.Host.Connections;
using Sutler.Storage.Files;

namespace Sutler.Host;

/// <summary>Takes the data folder, prepares the certificate and starts the connections; on stop drains them and gives the folder back.</summary>
internal sealed class HostStartup(HostOptions options, HostCertificate certificate, ConnectionRegistry registry, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    public const string LockName = "host.lock";

    private FolderLock? _lock;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = FolderLock.TryTake(options.DataFolder, LockName)
            ?? throw new IOException($"Another host is running on the data folder {options.DataFolder}. Stop it, or give this one a folder of its own.");
        certificate.Prepare();
        lifetime.ApplicationStopping.Register(registry.Stop);
        await registry.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await registry.DisposeAsync();
        _lock?.Dispose();
    }

    public void Dispose() => _lock?.Dispose();
}
