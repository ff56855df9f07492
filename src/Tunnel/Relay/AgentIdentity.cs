namespace Sutler.Tunnel.Relay;

/// <summary>Who stands behind a certificate, and the group whose applications it serves.</summary>
public sealed record AgentIdentity(string AgentId, string Group);
