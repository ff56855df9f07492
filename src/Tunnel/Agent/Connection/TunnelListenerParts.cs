using Microsoft.Extensions.Logging;
using Sutler.Tunnel.Agent.Membership;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>What the listeners of one agent share.</summary>
internal sealed record TunnelListenerParts(
    TunnelDialer Dialer, UrlRotation Urls, CredentialSource Credentials, AgentStatus Status)
{
    public required AgentOptions Options { get; init; }

    public required ILogger<TunnelListener> Logger { get; init; }
}
