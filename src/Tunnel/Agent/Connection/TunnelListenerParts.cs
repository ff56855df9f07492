using Microsoft.Extensions.Logging;
using Sutler.Tunnel.Agent.Membership;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>What the listeners of one agent share.</summary>
internal sealed class TunnelListenerParts(AgentOptions options, CredentialSource credentials, AgentStatus status, ILogger<TunnelListener> logger)
{
    public AgentOptions Options => options;

    public CredentialSource Credentials => credentials;

    public AgentStatus Status => status;

    public ILogger<TunnelListener> Logger => logger;
}
