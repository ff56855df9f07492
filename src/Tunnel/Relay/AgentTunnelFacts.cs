namespace Sutler.Tunnel.Relay;

/// <summary>What does not change about an agent's connection.</summary>
internal sealed record AgentTunnelFacts
{
    public required AgentIdentity Identity { get; init; }

    /// <summary>Grows with each connection: of two connections of one agent the greater is the newer.</summary>
    public required long ConnectionId { get; init; }

    public required string RemoteAddress { get; init; }

    public required string AgentVersion { get; init; }

    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>End of the certificate under which the agent connected; the connection ends with it.</summary>
    public required DateTimeOffset CertificateNotAfter { get; init; }
}
