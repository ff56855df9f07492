using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Service.Targets;

/// <summary>
/// TLS to targets that the service reaches by itself: 1.2 and 1.3 without CBC suites, certificates of the system's roots or of the target's own
/// CA, and a client certificate where one is given (S/SCIM-43).
/// </summary>
internal static class TargetTls
{
    private static readonly TlsCipherSuite[] Suites =
    [
        TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    public static SslClientAuthenticationOptions Plain()
    {
        var tls = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        if (OperatingSystem.IsLinux())
            tls.CipherSuitesPolicy = new CipherSuitesPolicy(Suites);
        return tls;
    }

    /// <exception cref="CredentialException">A certificate in the secrets cannot be used.</exception>
    public static SslClientAuthenticationOptions Of(TargetSecrets secrets, TargetOptions options)
    {
        var tls = Plain();
        try
        {
            if (secrets.Pem(TargetSecrets.TrustedCertificates, options) is { } roots)
                tls.CertificateChainPolicy = Trust(roots);
            if (secrets.Pem(TargetSecrets.ClientCertificate, options) is { } own)
                tls.ClientCertificates = [Certificate(own)];
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CredentialException(
                $"{TargetSecrets.TrustedCertificates} or {TargetSecrets.ClientCertificate} of the application cannot be read ({exception.Message}). "
                + $"Give certificates in PEM, the client's with its key, or file:NAME of a file in {options.CertificateFolder}.",
                isRefusal: true,
                exception);
        }

        return tls;
    }

    private static X509ChainPolicy Trust(string pem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pem);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("there is no certificate in it");
    }

    private static X509Certificate2 Certificate(string pem)
    {
        var made = X509Certificate2.CreateFromPem(pem, pem);
        if (!OperatingSystem.IsWindows())
            return made;
        // Windows uses no key for TLS that was never in a store: through PKCS 12 it gets there.
        using (made)
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
