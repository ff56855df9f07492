namespace Sutler.Tunnel.Relay.Authority;

/// <summary>A certificate request is not one that the authority signs; the message says why and what would be.</summary>
public sealed class CertificateRequestException(string message, Exception? inner = null) : Exception(message, inner);
