namespace Sutler.Tunnel.Relay.Authority;

/// <summary>A certificate with the authority above it (PEM, leaf first), the root to pin (PEM), and what a store wants to know of it.</summary>
public sealed record IssuedCertificate(string Chain, string Root, string Thumbprint, DateTimeOffset NotAfter);
