namespace Sutler.Service.Targets.Probing;

/// <summary>One certificate of a chain.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Issuer">Who vouches for it.</param>
/// <param name="NotAfter">When it expires.</param>
/// <param name="Thumbprint">SHA-256, in hexadecimal.</param>
internal sealed record CertificateFacts(string Subject, string Issuer, DateTimeOffset NotAfter, string Thumbprint);
