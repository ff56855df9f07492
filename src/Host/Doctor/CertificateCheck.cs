using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Sutler.Host.Certificates;

namespace Sutler.Host.Doctor;

/// <summary>Judges the certificate of the SCIM port.</summary>
internal static class CertificateCheck
{
    private const string Subject = "certificate";

    public static Finding Of(LoadedCertificate loaded, DateTimeOffset now)
    {
        var certificate = loaded.Certificate;
        if (CertificateRules.Faults(certificate, now) is { Count: > 0 } faults)
            return new Finding(Subject, "rules", FindingLevel.Fail, string.Join(' ', faults)) { Remedy = "Supply another certificate, or remove it and the host makes one." };
        if (CertificateRules.Warnings(certificate, now, Environment.MachineName) is { Count: > 0 } warnings)
            return new Finding(Subject, "rules", FindingLevel.Warn, string.Join(' ', warnings)) { Remedy = "Renew it, for the name that stands in the tenant URL." };
        if (!loaded.IsGenerated && !Chains(loaded))
            return new Finding(Subject, "chain", FindingLevel.Warn, $"This machine does not trust {certificate.Issuer}.") { Remedy = "Add the intermediate certificates to the file, and trust the root where the agent runs." };
        return new Finding(Subject, "rules", FindingLevel.Ok, string.Create(CultureInfo.InvariantCulture, $"{(loaded.IsGenerated ? "Generated" : "Supplied")} for {string.Join(", ", CertificateRules.Names(certificate))}, {CertificateRules.DaysLeft(certificate, now)} days left."));
    }

    private static bool Chains(LoadedCertificate loaded)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(loaded.Chain);
        return chain.Build(loaded.Certificate);
    }
}
