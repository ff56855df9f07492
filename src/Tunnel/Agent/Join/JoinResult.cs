namespace Sutler.Tunnel.Agent.Join;

/// <summary>What the agent is after joining.</summary>
/// <param name="AgentId">As the service named it.</param>
/// <param name="AgentUrls">Where the agent will dial.</param>
/// <param name="AlreadyJoined">The folder held this membership before; nothing was sent.</param>
/// <param name="CertificateNotAfter">End of the certificate, which the running agent renews well before.</param>
public sealed record JoinResult(string AgentId, IReadOnlyList<string> AgentUrls, bool AlreadyJoined, DateTimeOffset CertificateNotAfter);
