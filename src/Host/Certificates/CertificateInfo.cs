using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Sutler.Host.Certificates;

/// <summary>A certificate as people and tools see it (H/CERT-4).</summary>
internal static class CertificateInfo
{
    public static JsonObject Of(LoadedCertificate loaded, DateTimeOffset now)
    {
        var certificate = loaded.Certificate;
        return new JsonObject
        {
            ["source"] = loaded.IsGenerated ? "generated" : "supplied",
            ["subject"] = certificate.Subject,
            ["issuer"] = certificate.Issuer,
            ["names"] = new JsonArray([.. CertificateRules.Names(certificate).Select(name => (JsonNode)name)]),
            ["notBefore"] = Time(CertificateAuthority.Begins(certificate)),
            ["notAfter"] = Time(CertificateAuthority.Ends(certificate)),
            ["daysLeft"] = CertificateRules.DaysLeft(certificate, now),
            ["thumbprint"] = certificate.Thumbprint,
            ["key"] = Key(certificate),
            ["warnings"] = new JsonArray([.. CertificateRules.Warnings(certificate, now, Environment.MachineName).Select(warning => (JsonNode)warning)]),
        };
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ecc = certificate.GetECDsaPublicKey();
        return rsa is not null ? $"RSA {rsa.KeySize}" : $"ECDSA {ecc?.KeySize}";
    }
}
