using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Tunnel.Trust;

/// <summary>
/// Checks certificates against our own roots and nothing else: no system store, no downloads. Both ends use it: the service for agents, the agent
/// for the service it has pinned.
/// </summary>
internal sealed class TrustedRoots
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _roots;
    private readonly X509Certificate2Collection _intermediates;
    private readonly TimeProvider _time;

    public TrustedRoots(X509Certificate2Collection roots, X509Certificate2Collection intermediates, TimeProvider time)
    {
        _roots = roots;
        _intermediates = intermediates;
        _time = time;
    }

    /// <summary>Trusts every certificate in the text.</summary>
    /// <exception cref="CryptographicException">The text holds no certificate.</exception>
    public static TrustedRoots FromPem(string pem, TimeProvider time)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem);
        return roots.Count == 0 ? throw new CryptographicException("There is no certificate in it.") : new TrustedRoots(roots, [], time);
    }

    public CertificateVerdict Verify(X509Certificate2 certificate, CertificateRole role, X509Certificate2Collection? presented = null)
    {
        if (!RoleName.TryRead(certificate, role, out var name))
            return CertificateVerdict.Refuse($"it is not a certificate of role {role.ToString().ToLowerInvariant()}");

        return ChainError(certificate, role is CertificateRole.Service ? ServerAuthentication : ClientAuthentication, presented) is { } reason
            ? CertificateVerdict.Refuse(reason)
            : CertificateVerdict.Accept(name);
    }

    /// <summary>Null when the chain of the certificate ends at one of the roots and all of it is valid now and for the usage.</summary>
    public string? ChainError(X509Certificate2 certificate, string usage, X509Certificate2Collection? presented)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(usage) };
        if (presented is not null)
            chain.ChainPolicy.ExtraStore.AddRange(presented);
        if (chain.Build(certificate))
            return null;

        var failure = chain.ChainStatus.FirstOrDefault(s => s.Status is not X509ChainStatusFlags.NoError);
        return $"its chain was refused: {failure.Status} {failure.StatusInformation?.Trim()}".TrimEnd();
    }

    public string? ServerChainError(X509Certificate2 certificate, X509Certificate2Collection? presented) =>
        ChainError(certificate, ServerAuthentication, presented);

    private X509ChainPolicy Policy(string usage)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = _time.GetUtcNow().UtcDateTime,
        };
        policy.CustomTrustStore.AddRange(_roots);
        policy.ExtraStore.AddRange(_intermediates);
        policy.ApplicationPolicy.Add(new Oid(usage));
        return policy;
    }
}
