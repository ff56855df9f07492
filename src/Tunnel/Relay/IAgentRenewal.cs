using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Relay;

/// <summary>Issues the next certificate of an admitted agent. Safe to repeat: the same request twice gives a valid certificate each time.</summary>
public interface IAgentRenewal
{
    /// <summary>Signs the request for the agent that asks.</summary>
    /// <exception cref="Authority.CertificateRequestException">The request is not one the authority signs.</exception>
    ValueTask<RenewResponse> RenewAsync(AgentIdentity agent, RenewRequest request, CancellationToken cancellationToken);
}
