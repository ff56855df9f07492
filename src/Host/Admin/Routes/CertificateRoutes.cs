using System.Security.Cryptography;
using Sutler.Host.Certificates;
using Sutler.Storage.Files;

namespace Sutler.Host.Admin.Routes;

/// <summary>The certificate of the SCIM port: show, renew, install (H/WIZ-1, H/CERT-1).</summary>
internal sealed class CertificateRoutes(HostAdminParts parts)
{
    public IEnumerable<AdminRoute> Routes =>
    [
        new("GET", "/certificate", "The certificate of the SCIM port: names, expiry, warnings.", (_, _) => Run(_ => { })),
        new("POST", "/certificate/renew", "Makes a new certificate now, or reads the supplied one again.", (_, _) => Run(certificate => certificate.Renew())),
        new("PUT", "/certificate", "Installs a certificate: PEM with key as text, or { pfx: base64, password }.", (call, _) => Run(certificate => certificate.Install(Supplied(call.Request)))),
        new("DELETE", "/certificate", "Removes the installed certificate; the host uses one that it makes.", (_, _) => Run(certificate => certificate.Install(null))),
    ];

    private Task<AdminAnswer> Run(Action<HostCertificate> act)
    {
        if (parts.Certificate is not { IsPrepared: true } certificate)
            return Task.FromResult(NotRunning.Answer("The certificate is that of a running host."));
        try
        {
            act(certificate);
        }
        catch (HostCertificateException e)
        {
            return Task.FromResult(AdminAnswer.Problem(422, "certificate", e.Message));
        }

        var info = CertificateInfo.Of(certificate.Loaded, parts.Clock.GetUtcNow());
        info["problem"] = certificate.Problem;
        return Task.FromResult(new AdminAnswer(200, info));
    }

    private LoadedCertificate Supplied(AdminRequest request)
    {
        if (request.Text is { } pem)
            return FromPem(pem);
        if (request.Json?["pfx"]?.ToString() is not { Length: > 0 } pfx)
            throw new HostCertificateException("Send the certificate with its key as PEM text (application/x-pem-file), or { \"pfx\": base64, \"password\": … }.");
        try
        {
            return CertificateLoader.FromPfx(Convert.FromBase64String(pfx), request.Json["password"]?.ToString());
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw new HostCertificateException($"The PFX cannot be opened: wrong password, not base64, or damaged ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>By way of a file, because that is how a certificate at rest is loaded too.</summary>
    private LoadedCertificate FromPem(string pem)
    {
        var path = Path.Combine(parts.Folder.DataFolder, "certificate", "incoming.pem");
        AtomicFile.WriteText(path, pem);
        try
        {
            return CertificateLoader.Load(new CertificateSource { File = path }, parts.Folder.DataFolder, parts.Clock.GetUtcNow());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
