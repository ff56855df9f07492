using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>Gives Kestrel connections that this process has dialled instead of connections that it has accepted.</summary>
internal sealed class TunnelListenerFactory(TunnelDialer dialer, UrlRotation urls, TunnelListenerParts parts)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is TunnelEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new TunnelListener((TunnelEndPoint)endpoint, dialer, urls, parts));
}
