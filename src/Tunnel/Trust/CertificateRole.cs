namespace Sutler.Tunnel.Trust;

/// <summary>What a certificate of our authority is good for; each role is refused where another is asked for.</summary>
public enum CertificateRole
{
    /// <summary>An agent, as a TLS client of the agent endpoint.</summary>
    Agent,

    /// <summary>The service's agent endpoint, as a TLS server.</summary>
    Service,

    /// <summary>A node of the service towards its other nodes.</summary>
    Node,
}
