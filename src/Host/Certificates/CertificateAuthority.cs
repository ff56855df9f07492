using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Host.Certificates;

/// <summary>Makes the host's certificates: a local authority, and server certificates that it signs. ECDSA on P-256 (H/SCIM-19).</summary>
internal static class CertificateAuthority
{
    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(365 * 20);

    /// <summary>As long as the original's (H/CERT-2), but renewed by itself.</summary>
    public static readonly TimeSpan ServerLife = TimeSpan.FromDays(730);

    // A clock on another machine may be a little behind.
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    public static X509Certificate2 CreateAuthority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Sutler host authority on {Environment.MachineName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now - Skew, now + AuthorityLife);
    }

    public static X509Certificate2 CreateServer(X509Certificate2 authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(Names());
        var end = now + ServerLife < Ends(authority) ? now + ServerLife : Ends(authority);
        using var certificate = request.Create(authority, now - Skew, end, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Whether two thirds of its life are over, or its life has not begun by this clock.</summary>
    public static bool IsDue(X509Certificate2 certificate, DateTimeOffset now) =>
        now < Begins(certificate) || now > Begins(certificate) + ((Ends(certificate) - Begins(certificate)) * 2 / 3);

    public static DateTimeOffset Ends(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime());

    public static DateTimeOffset Begins(X509Certificate2 certificate) => new(certificate.NotBefore.ToUniversalTime());

    private static X509Extension Names()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        if (!string.Equals(Environment.MachineName, "localhost", StringComparison.OrdinalIgnoreCase))
            names.AddDnsName(Environment.MachineName);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
