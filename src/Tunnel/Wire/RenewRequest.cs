namespace Sutler.Tunnel.Wire;

/// <summary>Body of <c>POST /api/v1/agents/renew</c>, sent over the agent endpoint under the certificate that is about to end.</summary>
public sealed record RenewRequest
{
    /// <summary>PKCS#10, PEM, of a fresh key.</summary>
    public required string CertificateRequest { get; init; }
}
