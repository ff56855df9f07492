using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Tunnel.Relay.Authority;

/// <summary>Reads an agent's PKCS#10 request. Only its public key is taken over; subject and wished-for extensions are ours to set.</summary>
internal static class SigningRequest
{
    private const int MaxLength = 16 * 1024;
    private const int MinRsaBits = 3072;
    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34"];

    public static PublicKey ReadKey(string pem)
    {
        if (pem.Length > MaxLength)
            throw new CertificateRequestException($"The certificate request is longer than {MaxLength} characters. Send one PKCS#10 request in PEM.");

        var key = Parse(pem).PublicKey;
        if (!IsStrong(key))
            throw new CertificateRequestException(
                $"The key of the certificate request is not accepted: use ECDSA P-256 or P-384, or RSA of {MinRsaBits} bits or more.");

        return key;
    }

    /// <summary>Loading verifies the request's own signature: who asks holds the private key.</summary>
    private static CertificateRequest Parse(string pem)
    {
        try
        {
            return CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CertificateRequestException(
                "The certificate request cannot be read: send one PKCS#10 request in PEM, signed by its own key.", e);
        }
    }

    private static bool IsStrong(PublicKey key)
    {
        try
        {
            using var rsa = key.GetRSAPublicKey();
            using var ecdsa = key.GetECDsaPublicKey();
            return rsa?.KeySize >= MinRsaBits || (ecdsa is not null && Curves.Contains(ecdsa.ExportParameters(false).Curve.Oid.Value));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
