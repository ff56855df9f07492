using System.Net;

namespace Sutler.Service;

/// <summary>An address to listen on, read from a URL. Pure.</summary>
internal sealed record ListenAddress(bool IsHttps, IPAddress Address, int Port)
{
    /// <summary>Reads a URL such as <c>http://127.0.0.1:8080</c>; refuses plain HTTP where others could listen in.</summary>
    /// <exception cref="ArgumentException">The URL cannot be listened on.</exception>
    public static ListenAddress Parse(string url)
    {
        if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.AbsolutePath != "/")
        {
            throw new ArgumentException($"'{url}' is no address to listen on. Write one such as http://127.0.0.1:8080.", nameof(url));
        }

        var address = uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) ? literal
            : throw new ArgumentException($"'{url}': give an IP address of this machine, localhost, or * for all.", nameof(url));
        if (uri.Scheme == "http" && !IPAddress.IsLoopback(address))
            throw new ArgumentException($"'{url}': plain HTTP is refused off loopback, because tokens would go in the clear. Use https, or a proxy in front of http://127.0.0.1.", nameof(url));
        return new ListenAddress(uri.Scheme == "https", address, uri.Port);
    }
}
