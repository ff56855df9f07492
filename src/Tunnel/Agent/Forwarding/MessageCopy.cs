using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sutler.Tunnel.Agent.Forwarding;

/// <summary>Takes a message from one side to the other, without what belongs to the connection it came on.</summary>
internal static class MessageCopy
{
    public static HttpRequestMessage ToTarget(HttpContext context, Uri url, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(Method(context.Request.Method), url)
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = Body(context, cancellationToken),
        };
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name.StartsWith(':') || HopByHop.Contains(name))
                continue;
            IEnumerable<string?> lines = values;
            if (!request.Headers.TryAddWithoutValidation(name, lines))
                request.Content?.Headers.TryAddWithoutValidation(name, lines);
        }

        return request;
    }

    public static void HeadersFromTarget(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        var nominated = from.Headers.NonValidated.TryGetValues("Connection", out var connection) ? connection.ToString() : string.Empty;
        Copy(from.Headers.NonValidated, to, nominated);
        Copy(from.Content.Headers.NonValidated, to, nominated);
    }

    /// <summary>Sends the body on part by part; the last part and the end of the stream leave together.</summary>
    public static async Task BodyFromTargetAsync(HttpResponseMessage from, HttpResponse to, CancellationToken cancellationToken)
    {
        const int ReadSize = 16 * 1024;
        var left = from.Content.Headers.ContentLength ?? long.MaxValue;
        await using var body = await from.Content.ReadAsStreamAsync(cancellationToken);
        while (left > 0)
        {
            var count = await body.ReadAsync(to.BodyWriter.GetMemory((int)Math.Min(ReadSize, left)), cancellationToken);
            if (count == 0)
                return;
            to.BodyWriter.Advance(count);
            left -= count;
            if (left > 0)
                await to.BodyWriter.FlushAsync(cancellationToken);
        }
    }

    private static HttpContent? Body(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is not false)
            return new ForwardedContent(context.Request.BodyReader, cancellationToken);

        // The client sends a request that has no body a second time by itself when an idle connection turns out closed; with a body, be it empty,
        // it does not. A repeated DELETE or POST may be a doubled one.
        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? null : new ByteArrayContent([]);
    }

    private static HttpMethod Method(string method) => method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "PATCH" => HttpMethod.Patch,
        "PUT" => HttpMethod.Put,
        "DELETE" => HttpMethod.Delete,
        _ => HttpMethod.Parse(method),
    };

    private static void Copy(System.Net.Http.Headers.HttpHeadersNonValidated from, HttpResponse to, string nominated)
    {
        foreach (var header in from)
        {
            if (HopByHop.Contains(header.Key) || (nominated.Length > 0 && IsNominated(header.Key, nominated)))
                continue;
            to.Headers[header.Key] = header.Value.Count == 1 ? header.Value.ToString() : header.Value.ToArray();
        }
    }

    private static bool IsNominated(string name, string nominated) =>
        nominated.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase);
}
