namespace Sutler.Tunnel.Wire;

/// <summary>
/// Body of <c>POST /api/v1/agents/join</c>. An agent that lost the answer sends the same token with the same public key again; the service answers
/// that with a certificate for the same agent, although the token is used up for everybody else.
/// </summary>
public sealed record JoinRequest
{
    public required string Token { get; init; }

    /// <summary>PKCS#10, PEM. Its subject is ignored: the service names the agent.</summary>
    public required string CertificateRequest { get; init; }

    public required string MachineName { get; init; }

    public required string Version { get; init; }

    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => $"JoinRequest {{ MachineName = {MachineName}, Version = {Version}, Token = *** }}";
}
