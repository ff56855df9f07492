using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Relay;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Trust;
using Sutler.Tunnel.Wire;

namespace Sutler.Service.Agents;

/// <summary>Lets known agents in that are not revoked, and issues their next certificates.</summary>
internal sealed class AgentAdmission(AgentStore agents, AgentEndpointAddress address, CertificateAuthority authority) : IAgentAdmission, IAgentRenewal
{
    public async ValueTask<AgentIdentity?> AdmitAsync(X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        if (authority.Verify(certificate, CertificateRole.Agent).Name is not { } agentId)
            return null;

        var agent = await agents.FindAsync(agentId, cancellationToken);
        return agent is { Revoked: 0 } ? new AgentIdentity(agent.Id, agent.AgentGroup) : null;
    }

    public async ValueTask<RenewResponse> RenewAsync(AgentIdentity agent, RenewRequest request, CancellationToken cancellationToken)
    {
        var issued = authority.IssueAgent(request.CertificateRequest, agent.AgentId);
        await agents.RenewedAsync(agent.AgentId, issued.NotAfter, cancellationToken);
        return new RenewResponse { Certificate = issued.Chain, Authority = issued.Root, AgentUrls = address.Urls };
    }
}
