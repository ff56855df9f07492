using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Relay.Authority;

namespace Sutler.Service.Agents;

/// <summary>The TLS certificate of the agent endpoint. Kept in memory only; a new one is issued at two thirds of its life. Safe for any number of threads.</summary>
internal sealed class ServerCertificate(CertificateAuthority authority, IReadOnlyList<string> hosts, TimeProvider time)
{
    private readonly Lock _issue = new();
    private X509Certificate2? _current;
    private DateTimeOffset _renewAt;

    public X509Certificate2 Current
    {
        get
        {
            lock (_issue)
            {
                var now = time.GetUtcNow();
                if (_current is not null && now < _renewAt)
                    return _current;

                // The former one is left to handshakes under way.
                _current = authority.IssueServer("service", hosts);
                _renewAt = now + ((_current.NotAfter.ToUniversalTime() - now.UtcDateTime) * 2 / 3);
                return _current;
            }
        }
    }
}
