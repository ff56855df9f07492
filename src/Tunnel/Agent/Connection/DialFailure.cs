using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>Tells from the exceptions of the HTTP and TLS stacks what went wrong and what helps. Pure.</summary>
internal static class DialFailure
{
    public static DialException From(Exception failure, Uri url, bool handshakeDone)
    {
        var kind = Kind(failure, handshakeDone);
        return new DialException(kind, $"{Explain(kind, url)} ({Innermost(failure).Message})", failure);
    }

    public static DialException FromStatus(HttpStatusCode status, Uri url) => status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized
        ? new DialException(
            DialErrorKind.RejectedCertificate,
            $"The service at {url} does not admit this agent: it was removed or disabled. Join again with a new token.")
        : new DialException(
            DialErrorKind.Protocol,
            $"{url} answered {(int)status} instead of opening a tunnel. Check that it is the agent endpoint of a service of a fitting version.");

    private static DialErrorKind Kind(Exception failure, bool handshakeDone)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    return DialErrorKind.Dns;
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return DialErrorKind.Proxy;
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return DialErrorKind.Tls;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return DialErrorKind.Dns;
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }:
                    return DialErrorKind.Refused;
                case AuthenticationException:
                    return DialErrorKind.Tls;
            }
        }

        // In TLS 1.3 the client is through before the server has looked at the client's certificate; a refusal is the end of the connection
        // (RFC 8446 §4.6.2).
        return handshakeDone ? DialErrorKind.RejectedCertificate : DialErrorKind.Protocol;
    }

    private static string Explain(DialErrorKind kind, Uri url) => kind switch
    {
        DialErrorKind.Dns => $"The name {url.Host} does not resolve. Check the address and this machine's name servers.",
        DialErrorKind.Refused => $"Nothing answers at {url.Authority}. Check that the service runs and that a firewall lets this machine out to it.",
        DialErrorKind.Proxy => "The HTTP proxy refused the connection. Check its address, user and password.",
        DialErrorKind.Tls => $"The certificate of {url.Authority} is not that of the service this agent joined, or something on the way opens TLS.",
        DialErrorKind.RejectedCertificate => $"{url.Authority} closed the connection after it saw this agent's certificate: "
            + "it is expired, revoked or of another service. Join again with a new token.",
        _ => $"{url.Authority} does not speak the tunnel's protocol.",
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
