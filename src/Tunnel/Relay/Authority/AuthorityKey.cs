using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Tunnel.Relay.Authority;

/// <summary>A certificate that signs others, with its key, and how a key looks at rest.</summary>
internal sealed record AuthorityKey(X509Certificate2 Certificate, ECDsa Key) : IDisposable
{
    // The password is a random key, not a human's: iterations add nothing to its strength.
    private static readonly PbeParameters AtRest = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 10_000);

    public static AuthorityKey Import(X509Certificate2 certificate, byte[] encrypted, byte[] key)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportEncryptedPkcs8PrivateKey(key, encrypted, out _);
        return new AuthorityKey(certificate, ecdsa);
    }

    public byte[] Export(byte[] key) => Key.ExportEncryptedPkcs8PrivateKey(key, AtRest);

    public X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        var latest = new DateTimeOffset(Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        var earliest = new DateTimeOffset(Certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);
        return request.Create(
            Certificate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(Key),
            notBefore < earliest ? earliest : notBefore,
            notAfter > latest ? latest : notAfter,
            SerialNumber());
    }

    public void Dispose()
    {
        Certificate.Dispose();
        Key.Dispose();
    }

    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive and never shorter (RFC 5280 §4.1.2.2)
        return serial;
    }
}
