namespace Sutler.Tunnel.Agent.Connection;

/// <summary>Why the agent has no connection: each kind has one remedy.</summary>
public enum DialErrorKind
{
    /// <summary>The host name does not resolve.</summary>
    Dns,

    /// <summary>Nothing answers at the address: refused, unreachable, reset.</summary>
    Refused,

    Timeout,

    /// <summary>The service's certificate is not the one pinned at join, or the handshake failed otherwise.</summary>
    Tls,

    /// <summary>The service does not accept our certificate or our membership.</summary>
    RejectedCertificate,

    Proxy,

    /// <summary>The other end speaks, but not our tunnel.</summary>
    Protocol,

    /// <summary>An established connection broke.</summary>
    Lost,
}
