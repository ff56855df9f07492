using System.Net.WebSockets;
using Sutler.Tunnel.Agent.Membership;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>One attempt to open a tunnel.</summary>
internal sealed class TunnelDialer(AgentOptions options, AgentConfig config, CredentialSource credentials)
{
    /// <summary>Dials the agent endpoint and opens the WebSocket.</summary>
    /// <exception cref="DialException">It did not work; says why.</exception>
    public async Task<TunnelConnection> DialAsync(Uri agentUrl, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.DialTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var handshakeDone = false;
        var handler = AgentHttp.NewHandler(credentials.Current, new AgentRoute(agentUrl, options.Proxy ?? config.Proxy), () => handshakeDone = true);
        var client = new HttpMessageInvoker(handler);
        var socket = NewSocket();
        try
        {
            await socket.ConnectAsync(ToWebSocket(agentUrl), client, either.Token);
            CheckVersion(socket, agentUrl);
            return new TunnelConnection(new TunnelStream(socket), client, options.TimeProvider);
        }
        catch (Exception e)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (e is DialException)
                throw;
            if (timeout.IsCancellationRequested)
                throw new DialException(
                    DialErrorKind.Timeout,
                    $"{agentUrl.Authority} did not answer within {options.DialTimeout.TotalSeconds:0.#} s. "
                    + "Check the way through firewalls and proxies.", e);
            throw status is not default(System.Net.HttpStatusCode)
                ? DialFailure.FromStatus(status, agentUrl)
                : DialFailure.From(e, agentUrl, handshakeDone);
        }
    }

    private static ClientWebSocket NewSocket()
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero; // HTTP/2 pings keep watch on both ends.
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader(TunnelHeaders.Version, TunnelHeaders.CurrentVersion);
        socket.Options.SetRequestHeader(TunnelHeaders.AgentVersion, AgentVersion.Current);
        return socket;
    }

    private static Uri ToWebSocket(Uri agentUrl) => new UriBuilder(agentUrl) { Scheme = Uri.UriSchemeWss, Path = TunnelLimits.AgentPath }.Uri;

    private static void CheckVersion(ClientWebSocket socket, Uri url)
    {
        var version = socket.HttpResponseHeaders?.TryGetValue(TunnelHeaders.Version, out var values) is true ? values.FirstOrDefault() : null;
        socket.HttpResponseHeaders = null;
        if (version != TunnelHeaders.CurrentVersion)
            throw new DialException(
                DialErrorKind.Protocol,
                $"{url.Authority} speaks tunnel version '{version}', this agent {TunnelHeaders.CurrentVersion}. Update the older side.");
    }
}
