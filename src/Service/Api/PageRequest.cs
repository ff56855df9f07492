using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sutler.Service.Api;

/// <summary>Which page of a collection a request asks for.</summary>
/// <param name="Top">Most entries in the answer.</param>
/// <param name="SkipToken">Where the page before ended; empty for the first.</param>
/// <param name="Count">Whether the total is wanted.</param>
internal sealed record PageRequest(int Top, string SkipToken, bool Count)
{
    private const int DefaultTop = 100;
    private const int MostTop = 999;

    public static PageRequest Of(HttpRequest request)
    {
        var top = DefaultTop;
        var text = request.Query["$top"].ToString();
        if (text.Length > 0 && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out top) || top is < 1 or > MostTop))
            throw ApiException.BadRequest($"$top must be a number from 1 to {MostTop}.");
        return new PageRequest(top, request.Query["$skiptoken"].ToString(), string.Equals(request.Query["$count"], "true", StringComparison.OrdinalIgnoreCase));
    }

    public static string NextLink(HttpRequest request, string token)
    {
        var query = request.Query.Where(pair => !string.Equals(pair.Key, "$skiptoken", StringComparison.Ordinal))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append($"$skiptoken={Uri.EscapeDataString(token)}");
        return $"{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query)}";
    }
}
