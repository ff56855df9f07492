using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Agent.Membership;

/// <summary>The agent's certificate with its key, ready for TLS, and the roots it has pinned.</summary>
internal sealed record AgentCredentials(SslStreamCertificateContext Context, TrustedRoots Roots)
{
    public X509Certificate2 Certificate => Context.TargetCertificate;

    public DateTimeOffset NotBefore => new(Certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);

    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
}
