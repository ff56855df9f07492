using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Relay;

public static class AgentListener
{
    /// <summary>
    /// Opens the listener that agents dial: TLS with a client certificate of our own authority and role, and nothing else; the system's trust
    /// store is not asked. Certificate and authority are asked for at each handshake, so that both can rotate.
    /// </summary>
    public static void ListenForAgents(
        this KestrelServerOptions kestrel, IPEndPoint endPoint, Func<X509Certificate2> serverCertificate, Func<CertificateAuthority> authority)
    {
        var handshake = new Handshake(serverCertificate, authority);
        kestrel.Listen(endPoint, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            listener.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = handshake.OptionsAsync });
            listener.Use(next => connection =>
            {
                connection.Features.Set(VerifiedAgentConnection.Instance);
                return next(connection);
            });
        });
    }

    private sealed class Handshake(Func<X509Certificate2> serverCertificate, Func<CertificateAuthority> authority)
    {
        private SslStreamCertificateContext? _context;

        public ValueTask<SslServerAuthenticationOptions> OptionsAsync(TlsHandshakeCallbackContext context) =>
            ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = Context(),
                ClientCertificateRequired = true,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    certificate is X509Certificate2 agent && authority().Roots.Verify(
                        agent, CertificateRole.Agent, chain?.ChainPolicy.ExtraStore).Accepted,
            });

        private SslStreamCertificateContext Context()
        {
            var certificate = serverCertificate();
            var known = Volatile.Read(ref _context);
            if (known is not null && ReferenceEquals(known.TargetCertificate, certificate))
                return known;

            var fresh = SslStreamCertificateContext.Create(certificate, [authority().IssuingCertificate], offline: true);
            Volatile.Write(ref _context, fresh);
            return fresh;
        }
    }
}
