using Microsoft.AspNetCore.Http;

namespace Sutler.Scim.Server;

/// <summary>The <c>Authorization</c> header of a request (RFC 6750 §2.1).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    public static bool Opens(HttpRequest request, IScimEndpoint endpoint)
    {
        var header = request.Headers.Authorization;
        return header is [{ } value]
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && endpoint.Accepts(value[Scheme.Length..].Trim());
    }
}
