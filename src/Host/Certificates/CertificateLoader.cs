using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Storage.Secrets;

namespace Sutler.Host.Certificates;

/// <summary>Loads a supplied certificate with its key and refuses what the port must not show.</summary>
internal static class CertificateLoader
{
    private const long MaxBytes = 1 << 20;

    /// <exception cref="HostCertificateException">The files cannot be read, do not belong together, or break a rule.</exception>
    public static LoadedCertificate Load(CertificateSource source, string baseFolder, DateTimeOffset now)
    {
        try
        {
            if (new FileInfo(source.File).Length > MaxBytes)
                throw new HostCertificateException($"{source.File} is larger than {MaxBytes} bytes. Check that it is a certificate.");
            var password = source.Password is null ? null : new SecretReference(source.Password).Resolve(baseFolder);
            var loaded = source.IsPfx ? FromPfx(File.ReadAllBytes(source.File), password) : FromPem(source, password);
            var faults = CertificateRules.Faults(loaded.Certificate, now);
            return faults.Count == 0 ? loaded : throw new HostCertificateException($"The certificate in {source.File} cannot be used: {string.Join(' ', faults)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostCertificateException($"The certificate cannot be read ({e.Message.TrimEnd('.')}). Check the path and the rights of this account.", e);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new HostCertificateException($"{source.File}{(source.KeyFile is null ? "" : " and " + source.KeyFile)} cannot be used: wrong password, damaged, or certificate and key do not belong together ({e.Message.TrimEnd('.')}).", e);
        }
        catch (SecretException e)
        {
            throw new HostCertificateException("Certificate password: " + e.Message, e);
        }
    }

    public static LoadedCertificate FromPfx(byte[] pfx, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(pfx, password, X509KeyStorageFlags.Exportable);
        var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("no private key in it");
        return new LoadedCertificate(own, [.. all.Where(certificate => certificate != own && !IsRoot(certificate))], isGenerated: false);
    }

    private static LoadedCertificate FromPem(CertificateSource source, string? password)
    {
        var pem = File.ReadAllText(source.File);
        var key = source.KeyFile is null ? pem : File.ReadAllText(source.KeyFile);
        using var certificate = password is null ? X509Certificate2.CreateFromPem(pem, key) : X509Certificate2.CreateFromEncryptedPem(pem, key, password);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);

        // Schannel cannot use a key that lives in memory only; a round trip through PKCS #12 gives it one that it can.
        var own = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        return new LoadedCertificate(own, [.. all.Where(other => other.Thumbprint != own.Thumbprint && !IsRoot(other))], isGenerated: false);
    }

    private static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
