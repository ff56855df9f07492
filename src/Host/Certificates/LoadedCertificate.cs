using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Host.Certificates;

/// <summary>A certificate ready for the port. Immutable; the one replaced is left to the collector, for a handshake may be using it.</summary>
internal sealed class LoadedCertificate(X509Certificate2 certificate, X509Certificate2Collection chain, bool isGenerated)
{
    public X509Certificate2 Certificate { get; } = certificate;

    /// <summary>The intermediate certificates that are sent with it.</summary>
    public X509Certificate2Collection Chain { get; } = chain;

    public bool IsGenerated { get; } = isGenerated;

    public SslStreamCertificateContext Context { get; } = SslStreamCertificateContext.Create(certificate, chain, offline: true);
}
