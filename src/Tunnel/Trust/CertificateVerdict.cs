namespace Sutler.Tunnel.Trust;

/// <summary>Whether a certificate is accepted in a role: then it has a name, else a reason.</summary>
public sealed record CertificateVerdict
{
    public bool Accepted => Name is not null;

    /// <summary>The agent id, or the service's or node's name.</summary>
    public string? Name { get; private init; }

    public string? Reason { get; private init; }

    internal static CertificateVerdict Accept(string name) => new() { Name = name };

    internal static CertificateVerdict Refuse(string reason) => new() { Reason = reason };
}
