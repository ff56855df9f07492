using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Running;

/// <summary>
/// Sends requests to the server under test. No redirects are followed and nothing is retried, but for an answer that asks for patience
/// (429, or 503 with <c>Retry-After</c>). Safe for several threads.
/// </summary>
internal sealed class ConformanceClient(HttpClient http, ConformanceOptions options, TimeProvider clock)
{
    private const int MaxRetries = 3;
    private const string ScimJson = "application/scim+json";
    private static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(30);

    private readonly string _base = options.BaseUrl.ToString().TrimEnd('/');

    public string BaseUrl => _base;

    public async Task<HttpExchange> SendAsync(OutgoingRequest request, CancellationToken cancellationToken)
    {
        for (var retry = 0; ; retry++)
        {
            var (exchange, patience) = await SendOnceAsync(request, cancellationToken);
            if (patience is null || patience > MaxPatience || retry == MaxRetries)
                return exchange;
            await Task.Delay(patience.Value, clock, cancellationToken);
        }
    }

    /// <summary>What a person would type to repeat the request; the token stands as <c>$TOKEN</c>.</summary>
    public string Curl(OutgoingRequest request)
    {
        var line = new StringBuilder($"curl -X {request.Method} {Quote(_base + request.Path)}");
        if (request.Token == TokenUse.Right)
            line.Append(" -H \"Authorization: Bearer $TOKEN\"");
        else if (request.Token == TokenUse.Wrong)
            line.Append(" -H 'Authorization: Bearer wrong'");
        foreach (var (name, value) in WithDefaults(request))
            line.Append(" -H ").Append(Quote($"{name}: {value}"));
        if (request.Body is { } body)
            line.Append(" -d ").Append(Quote(Redaction.Excerpt(body, options.Token)));
        return line.ToString();
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static List<KeyValuePair<string, string>> WithDefaults(OutgoingRequest request)
    {
        var headers = request.Headers.ToList();
        AddDefault("Accept");
        if (request.Body is not null)
            AddDefault("Content-Type");
        headers.RemoveAll(header => header.Value.Length == 0);
        return headers;

        void AddDefault(string name)
        {
            if (!headers.Exists(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)))
                headers.Add(KeyValuePair.Create(name, ScimJson));
        }
    }

    private async Task<(HttpExchange Exchange, TimeSpan? Patience)> SendOnceAsync(OutgoingRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(_ => limit.Cancel(), null, options.RequestTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            using var answer = await http.SendAsync(message, limit.Token);
            var body = await answer.Content.ReadAsStringAsync(limit.Token);
            var exchange = new HttpExchange { Request = request, Status = (int)answer.StatusCode, Headers = Headers(answer), Body = body };
            return (exchange, Patience(answer));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new HttpExchange { Request = request, Failure = $"no answer within {options.RequestTimeout.TotalSeconds} s" }, null);
        }
        catch (HttpRequestException e)
        {
            return (new HttpExchange { Request = request, Failure = $"no answer ({e.InnerException?.Message ?? e.Message})" }, null);
        }
    }

    private HttpRequestMessage Message(OutgoingRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), _base + request.Path);
        if (request.Body is { } body)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in WithDefaults(request))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Token != TokenUse.None)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", request.Token == TokenUse.Right ? options.Token : "wrong");
        return message;
    }

    private TimeSpan? Patience(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() : null;
        return answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => asked ?? TimeSpan.FromSeconds(1),
            HttpStatusCode.ServiceUnavailable => asked,
            _ => null,
        };
    }

    private static JsonObject Headers(HttpResponseMessage answer) => new(answer.Headers.Concat(answer.Content.Headers)
        .Select(header => KeyValuePair.Create(header.Key, (JsonNode?)JsonValue.Create(string.Join(", ", header.Value)))));
}
