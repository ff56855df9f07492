using Sutler.Service.Api;
using Sutler.Tunnel.Relay.Authority;

namespace Sutler.Service.Agents;

/// <summary>What joining an agent needs.</summary>
internal sealed record JoinServices(JoinTokenStore Tokens, CertificateAuthority Authority, AgentEndpointAddress Address, FailureLimiter Limiter);
