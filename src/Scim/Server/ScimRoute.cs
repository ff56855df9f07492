using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sutler.Scim.Server;

/// <summary>Where a request points to: the endpoint's base URL, and up to two segments below it.</summary>
/// <param name="BaseUrl">Base URL as the client called it, without a slash at the end.</param>
/// <param name="Collection">First segment, such as <c>Users</c>; empty for the base itself.</param>
/// <param name="Id">Second segment; null for none.</param>
/// <param name="Deeper">Whether there are more segments, which SCIM knows none of.</param>
internal readonly record struct ScimRoute(string BaseUrl, string Collection, string? Id, bool Deeper)
{
    public static ScimRoute Read(HttpRequest request, int prefixSegments)
    {
        var path = request.Path.Value.AsSpan();
        var end = EndOfPrefix(path, prefixSegments);
        var prefix = new PathString(path[..end].ToString());
        var baseUrl = string.Concat(request.Scheme, "://", request.Host.ToUriComponent(), request.PathBase.Add(prefix).ToUriComponent());

        var rest = path[end..].Trim('/');
        var slash = rest.IndexOf('/');
        if (slash < 0)
            return new ScimRoute(baseUrl, rest.ToString(), null, false);
        var id = rest[(slash + 1)..];
        return new ScimRoute(baseUrl, rest[..slash].ToString(), ReadId(request, id), id.Contains('/'));
    }

    // The server leaves an escaped slash escaped, and then nobody can tell it from an escaped percent sign: the target as sent can.
    private static string ReadId(HttpRequest request, ReadOnlySpan<char> id)
    {
        if (id.IndexOf("%2F", StringComparison.OrdinalIgnoreCase) < 0
            || request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not { } target)
        {
            return id.ToString();
        }
        var path = target.AsSpan();
        var query = path.IndexOf('?');
        if (query >= 0)
            path = path[..query];
        path = path.TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }

    private static int EndOfPrefix(ReadOnlySpan<char> path, int segments)
    {
        var end = 0;
        for (; segments > 0 && end < path.Length; segments--)
        {
            var next = path[(end + 1)..].IndexOf('/');
            end = next < 0 ? path.Length : end + 1 + next;
        }
        return end;
    }
}
