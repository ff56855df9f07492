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
    public static SocketsHttpHandler NewHandler(AgentCredentials credentials, string? proxy, Action? handshakeDone = null) => Route(proxy, new SocketsHttpHandler
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
                var trusted = (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && certificate is X509Certificate2 service
                    && credentials.Roots.Verify(service, CertificateRole.Service, chain?.ChainPolicy.ExtraStore).Accepted;
                if (trusted)
                    handshakeDone?.Invoke();
                return trusted;
            },
        },
    });

    /// <summary>Without a proxy of its own the handler takes that of the environment (HTTPS_PROXY, NO_PROXY).</summary>
    public static SocketsHttpHandler Route(string? proxy, SocketsHttpHandler handler)
    {
        if (proxy is null)
            return handler;
        if (!Uri.TryCreate(proxy, UriKind.Absolute, out var url))
            throw new AgentConfigException("The proxy is not an absolute URL. Write it like http://user:password@proxy:3128.");

        var webProxy = new WebProxy(new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri);
        if (url.UserInfo.Split(':', 2) is [var user, var password])
            webProxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        handler.Proxy = webProxy;
        return handler;
    }
}
