using System.Diagnostics;
using System.Globalization;
using System.Net;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Relay;

/// <summary>
/// A caller's request dressed for the tunnel: one fixed authority, HTTP/2, and the real target in a header. The caller gets it back as it was.
/// </summary>
internal readonly struct TunneledRequest
{
    public static readonly Uri Root = new("http://agent/");

    // The path was made canonical when the caller's URL was parsed; the agent checks it as it stands.
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpRequestMessage _request;
    private readonly Uri _uri;
    private readonly Version _version;
    private readonly HttpVersionPolicy _policy;
    private readonly string? _host;

    private TunneledRequest(HttpRequestMessage request, Uri uri)
    {
        _request = request;
        _uri = uri;
        _version = request.Version;
        _policy = request.VersionPolicy;
        _host = request.Headers.Host;
    }

    public Uri Target => _uri;

    public static TunneledRequest Dress(HttpRequestMessage request, TimeSpan deadline)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            throw new TunnelException(
                TunnelOutcome.NotSent, $"'{request.RequestUri}' cannot be reached through an agent: use an absolute http or https URL.");

        var dressed = new TunneledRequest(request, uri);
        request.RequestUri = new Uri("http://agent" + uri.PathAndQuery, AsItStands);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.Host = null;
        Set(request, TunnelHeaders.Target, uri.GetLeftPart(UriPartial.Authority));
        Set(request, TunnelHeaders.Deadline, ((long)deadline.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        CarryTrace(request);
        return dressed;
    }

    public void Undress()
    {
        _request.RequestUri = _uri;
        _request.Version = _version;
        _request.VersionPolicy = _policy;
        _request.Headers.Host = _host;
        _request.Headers.Remove(TunnelHeaders.Target);
        _request.Headers.Remove(TunnelHeaders.Deadline);
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }

    private static void CarryTrace(HttpRequestMessage request)
    {
        if (Activity.Current is not { } activity || request.Headers.NonValidated.Contains("traceparent"))
            return;

        DistributedContextPropagator.Current.Inject(
            activity, request, static (carrier, name, value) => ((HttpRequestMessage)carrier!).Headers.TryAddWithoutValidation(name, value));
    }
}
