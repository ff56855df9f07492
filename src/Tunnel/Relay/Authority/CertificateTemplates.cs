using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Relay.Authority;

/// <summary>What stands in each kind of certificate we sign. Pure: takes a key, gives an unsigned request.</summary>
internal static class CertificateTemplates
{
    public static CertificateRequest Root(ECDsa key, string name) =>
        Authority(new CertificateRequest(Subject(name + " root"), key, HashAlgorithmName.SHA384), 1);

    public static CertificateRequest Issuing(ECDsa key, string name) =>
        Authority(new CertificateRequest(Subject(name + " issuing"), key, HashAlgorithmName.SHA256), 0);

    public static CertificateRequest Leaf(PublicKey key, CertificateRole role, string name, IReadOnlyList<string> hosts)
    {
        var request = new CertificateRequest(Subject(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Usages(role), critical: true));
        request.CertificateExtensions.Add(AlternativeNames(role, name, hosts));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, critical: false));
        return request;
    }

    private static CertificateRequest Authority(CertificateRequest request, int pathLength)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static OidCollection Usages(CertificateRole role)
    {
        var (server, client) = (new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2"));
        return role switch
        {
            CertificateRole.Agent => [client],
            CertificateRole.Service => [server],
            _ => [server, client],
        };
    }

    private static X509Extension AlternativeNames(CertificateRole role, string name, IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(RoleName.ToUri(role, name));
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        return names.Build();
    }

    private static X500DistinguishedName Subject(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddOrganizationName("Sutler");
        builder.AddCommonName(name);
        return builder.Build();
    }
}
