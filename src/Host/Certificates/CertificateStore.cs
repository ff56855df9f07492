using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Storage.Files;

namespace Sutler.Host.Certificates;

/// <summary>
/// The host's certificates on disk. A certificate and its key are one file, written whole, so that no crash can part them; the public
/// <c>host-ca.pem</c>, which agents pin, is written from the authority's file and repaired from it at start.
/// </summary>
internal sealed class CertificateStore(string folder)
{
    private readonly string _authorityKey = Path.Combine(folder, "host-ca.key.pem");
    private readonly string _server = Path.Combine(folder, "host.key.pem");

    private readonly string _installed = Path.Combine(folder, "certificate", "host.pfx");

    public string Folder { get; } = folder;

    /// <summary>The certificate that an administrator has put in; null when there is none.</summary>
    public CertificateSource? Installed => File.Exists(_installed) ? new CertificateSource { File = _installed, IsPfx = true } : null;

    /// <summary>PEM of the authority's certificate, without its key.</summary>
    public string AuthorityFile { get; } = Path.Combine(folder, "host-ca.pem");

    public X509Certificate2? ReadAuthority() => Read(_authorityKey);

    public X509Certificate2? ReadServer() => Read(_server);

    public void WriteAuthority(X509Certificate2 authority) => Write(_authorityKey, authority);

    public void WriteServer(X509Certificate2 server) => Write(_server, server);

    /// <summary>Writes the public part where it is missing or differs.</summary>
    public void PublishAuthority(X509Certificate2 authority)
    {
        var pem = authority.ExportCertificatePem() + "\n";
        if (!File.Exists(AuthorityFile) || !string.Equals(File.ReadAllText(AuthorityFile), pem, StringComparison.Ordinal))
            AtomicFile.WriteText(AuthorityFile, pem);
    }

    /// <summary>Keeps a supplied certificate with its key and chain, in one file that its owner alone may read; null removes it.</summary>
    public void Install(LoadedCertificate? supplied)
    {
        if (supplied is null)
            File.Delete(_installed);
        else
            AtomicFile.Write(_installed, Both(supplied).Export(X509ContentType.Pkcs12)!);
    }

    private static X509Certificate2Collection Both(LoadedCertificate supplied)
    {
        X509Certificate2Collection both = [supplied.Certificate];
        both.AddRange(supplied.Chain);
        return both;
    }

    private static X509Certificate2? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var pem = File.ReadAllText(path);
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem, pem);

            // Schannel cannot use a key that lives in memory only; a round trip through PKCS #12 gives it one that it can.
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException($"{path} does not hold a certificate and its key. Restore it from a backup, or delete it and the host makes a new one.", e);
        }
    }

    private static void Write(string path, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException("A certificate of the host has a key on P-256.");
        AtomicFile.WriteText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
