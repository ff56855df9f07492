using Sutler.Host.Admin;

namespace Sutler.Cli.Admin;

/// <summary>The way to a host's administration: its admin port while it runs, its files while none does.</summary>
internal interface IAdminChannel : IDisposable
{
    /// <summary>Whether a host runs at the other end.</summary>
    bool IsLive { get; }

    Task<AdminAnswer> SendAsync(AdminRequest request, CancellationToken cancellationToken);
}
