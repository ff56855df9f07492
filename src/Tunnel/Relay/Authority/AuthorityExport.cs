namespace Sutler.Tunnel.Relay.Authority;

/// <summary>A <see cref="CertificateAuthority"/> at rest. The keys are PKCS#8, encrypted under the key that the export was asked with.</summary>
public sealed record AuthorityExport
{
    /// <summary>PEM.</summary>
    public required string Root { get; init; }

    /// <summary>Null where the root is kept offline: then nothing but rotating the issuing authority is impossible.</summary>
    public byte[]? RootKey { get; init; }

    /// <summary>PEM: the issuing authority in use, then former ones whose certificates may still be around.</summary>
    public required string Issuing { get; init; }

    public required byte[] IssuingKey { get; init; }
}
