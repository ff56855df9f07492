using Microsoft.AspNetCore.Http;

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
        return new ScimRoute(baseUrl, rest[..slash].ToString(), id.ToString(), id.Contains('/'));
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
