using Sutler.Host;
using Sutler.Host.Admin;

namespace Sutler.Cli.Admin;

/// <summary>Works on the files of a data folder.</summary>
internal sealed class OfflineChannel(string dataFolder) : IAdminChannel
{
    private readonly HostAdmin _admin = HostAdmin.Offline(new HostOptions { DataFolder = dataFolder });

    public bool IsLive => false;

    public Task<AdminAnswer> SendAsync(AdminRequest request, CancellationToken cancellationToken) => _admin.SendAsync(request, cancellationToken);

    public void Dispose()
    {
    }
}
