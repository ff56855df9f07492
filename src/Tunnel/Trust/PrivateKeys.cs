using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Tunnel.Trust;

internal static class PrivateKeys
{
    /// <summary>A certificate whose key TLS can use: Windows does not take a key that lives in memory only, so there it goes through
    /// PKCS#12.</summary>
    public static X509Certificate2 ForTls(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;

        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
