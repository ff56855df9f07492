using System.Security.Cryptography.X509Certificates;

namespace Sutler.Tunnel.Relay;

/// <summary>Decides whether the holder of a certificate may connect. The chain, the validity and the role were checked before.</summary>
public interface IAgentAdmission
{
    /// <summary>The agent of the certificate and the group it serves.</summary>
    /// <returns>Null when the agent is unknown, disabled or revoked.</returns>
    ValueTask<AgentIdentity?> AdmitAsync(X509Certificate2 certificate, CancellationToken cancellationToken);
}
