using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Host.Certificates;

/// <summary>What a certificate on the host's port must be (H/SCIM-19, H/CERT-3), and what is worth a warning. Pure.</summary>
internal static class CertificateRules
{
    private const int MinRsaBits = 2048;
    private const int MinEccBits = 256;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Days before the end at which a warning is given (H/CERT-8).</summary>
    private static readonly int[] WarnDays = [7, 30, 60];

    /// <summary>Why the port must not show it; empty when it may.</summary>
    public static IReadOnlyList<string> Faults(X509Certificate2 certificate, DateTimeOffset now)
    {
        List<string> faults = [];
        if (!certificate.HasPrivateKey)
            faults.Add("It comes without its private key: name the key file too.");
        if (now > CertificateAuthority.Ends(certificate))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"It expired on {CertificateAuthority.Ends(certificate):yyyy-MM-dd}: renew it."));
        if (now < CertificateAuthority.Begins(certificate))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"It is valid from {CertificateAuthority.Begins(certificate):yyyy-MM-dd HH:mm} UTC only: check the clock of this machine."));
        using (var rsa = certificate.GetRSAPublicKey())
        using (var ecc = certificate.GetECDsaPublicKey())
        {
            if (rsa?.KeySize < MinRsaBits)
                faults.Add($"Its RSA key has {rsa.KeySize} bits: at least {MinRsaBits} are needed.");
            if (ecc?.KeySize < MinEccBits)
                faults.Add($"Its elliptic key has {ecc.KeySize} bits: at least {MinEccBits} are needed.");
            if (rsa is null && ecc is null)
                faults.Add("Its key is neither RSA nor elliptic: use one of those.");
        }

        if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
            && usage.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().All(oid => oid.Value != ServerAuthentication))
        {
            faults.Add("It is not meant for servers: its extended key usage lacks server authentication.");
        }

        return faults;
    }

    /// <summary>What will go wrong although the port may show it.</summary>
    public static IReadOnlyList<string> Warnings(X509Certificate2 certificate, DateTimeOffset now, string hostName)
    {
        List<string> warnings = [];
        if (ExpiryStep(certificate, now) is not null)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"It expires on {CertificateAuthority.Ends(certificate):yyyy-MM-dd}, in {DaysLeft(certificate, now)} days: renew it."));
        if (!certificate.MatchesHostname(hostName) && !certificate.MatchesHostname("localhost"))
        {
            warnings.Add($"It names neither '{hostName}' nor 'localhost': a client that calls one of these fails with a credential validation error. "
                + $"Use a certificate for the name in the tenant URL; this one names {string.Join(", ", Names(certificate))}.");
        }

        return warnings;
    }

    public static int DaysLeft(X509Certificate2 certificate, DateTimeOffset now) => (int)Math.Floor((CertificateAuthority.Ends(certificate) - now).TotalDays);

    /// <summary>The warning step (60, 30 or 7 days) that the certificate has reached; null when there is time.</summary>
    public static int? ExpiryStep(X509Certificate2 certificate, DateTimeOffset now)
    {
        var left = CertificateAuthority.Ends(certificate) - now;
        return Array.Find(WarnDays, days => left <= TimeSpan.FromDays(days)) is var step and > 0 ? step : null;
    }

    /// <summary>DNS names and addresses that the certificate is for.</summary>
    public static IReadOnlyList<string> Names(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())]
            : [certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)];
}
