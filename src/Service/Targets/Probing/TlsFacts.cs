namespace Sutler.Service.Targets.Probing;

/// <summary>What a TLS handshake showed.</summary>
/// <param name="Protocol">Version agreed on.</param>
/// <param name="CipherSuite">Suite agreed on.</param>
/// <param name="Chain">The certificates, the server's own first.</param>
/// <param name="Problem">Why the certificate is not trusted; null when it is.</param>
internal sealed record TlsFacts(string Protocol, string CipherSuite, IReadOnlyList<CertificateFacts> Chain, string? Problem);
