using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sutler.Tunnel.Agent.Join;

internal static class SigningRequestText
{
    /// <summary>PKCS#10 of the key, PEM. The subject is a placeholder: the service names the agent.</summary>
    public static string For(ECDsa key) => new CertificateRequest("CN=agent", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
}
