using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Sutler.Tunnel.Agent.Membership;
using Sutler.Tunnel.Trust;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>Handlers for calls to the service's agent endpoint: our certificate, the pinned roots, and the proxy if there is one.</summary>
internal static class AgentHttp
{
    public static SocketsHttpHandler NewHandler(AgentCredentials credentials, AgentRoute route, Action? handshakeDone = null) =>
        Through(route, new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = credentials.Context,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    var trusted = (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
                        && certificate is X509Certificate2 service
                        && credentials.Roots.Verify(service, CertificateRole.Service, chain?.ChainPolicy.ExtraStore).Accepted;
                    if (trusted)
                        handshakeDone?.Invoke();
                    return trusted;
                },
            },
        });

    /// <summary>Without a proxy of its own the handler takes that of the environment (HTTPS_PROXY, NO_PROXY), but not to loopback.</summary>
    public static SocketsHttpHandler Through(AgentRoute route, SocketsHttpHandler handler)
    {
        if (route.Proxy is null)
        {
            handler.UseProxy = !route.To.IsLoopback;
            return handler;
        }

        if (!Uri.TryCreate(route.Proxy, UriKind.Absolute, out var url))
            throw new AgentConfigException("The proxy is not an absolute URL. Write it like http://user:password@proxy:3128.");

        var webProxy = new WebProxy(new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri);
        if (url.UserInfo.Split(':', 2) is [var user, var password])
            webProxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        handler.Proxy = webProxy;
        return handler;
    }
}
