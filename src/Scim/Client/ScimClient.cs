using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Client;

/// <summary>
/// Calls a SCIM server. How a call ended is a value, also when no answer came: only cancellation by the caller and bugs throw.
/// Sends the strict form of RFC 7644: lower-case operations, JSON booleans, always a path. Safe for any number of calls at once.
/// </summary>
public sealed class ScimClient
{
    private static readonly MediaTypeHeaderValue _contentType = new("application/scim+json");
    private static readonly MediaTypeWithQualityHeaderValue _accept = new("application/scim+json");
    private static readonly CacheControlHeaderValue _noCache = new() { NoCache = true };
    private readonly HttpClient _http;
    private readonly ScimClientOptions _options;
    private readonly string _base;
    private readonly string _collection;
    private readonly string _readSuffix;

    /// <summary>A client of the server at this base URL.</summary>
    /// <param name="http">Sends the requests. Its timeout should be no shorter than that of the options.</param>
    /// <param name="baseUri">Such as <c>https://localhost:8585/ecma2host_demo/scim</c>.</param>
    /// <param name="options">How to call.</param>
    public ScimClient(HttpClient http, Uri baseUri, ScimClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        ArgumentNullException.ThrowIfNull(options);
        _http = http;
        _options = options;
        _base = baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _collection = $"{_base}/{options.Endpoint.Trim('/')}";
        _readSuffix = options.ExcludedAttributes is { } excluded ? "excludedAttributes=" + Uri.EscapeDataString(excluded) : "";
    }

    /// <summary>Finds the resources that have this value: <see cref="ScimResult.Resources"/>.</summary>
    /// <param name="attribute">The attribute matched.</param>
    /// <param name="value">Its value, as it stands.</param>
    /// <param name="noCache">Whether the answer must come from the target itself.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ScimResult> FindAsync(AttributePath attribute, string value, bool noCache, CancellationToken cancellationToken)
    {
        var filter = new ComparisonFilter(attribute, ComparisonOperator.Equal, value).ToString();
        var query = $"?filter={Uri.EscapeDataString(filter)}{(_readSuffix.Length == 0 ? "" : "&" + _readSuffix)}";
        return SendAsync(new ScimCall(HttpMethod.Get, new Uri(_collection + query), ScimAnswerKind.List) { NoCache = noCache }, cancellationToken);
    }

    /// <summary>Reads a resource: <see cref="ScimResult.Resource"/>.</summary>
    public Task<ScimResult> GetAsync(string id, bool noCache, CancellationToken cancellationToken)
    {
        var uri = Resource(id, _readSuffix.Length == 0 ? "" : "?" + _readSuffix);
        return SendAsync(new ScimCall(HttpMethod.Get, uri, ScimAnswerKind.Resource) { NoCache = noCache }, cancellationToken);
    }

    /// <summary>Creates a resource: <see cref="ScimResult.Resource"/> is what the server made of it.</summary>
    public Task<ScimResult> CreateAsync(ReadOnlyMemory<byte> resource, CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Post, new Uri(_collection), ScimAnswerKind.Resource) { Body = resource }, cancellationToken);

    /// <summary>Creates a resource: <see cref="ScimResult.Resource"/> is what the server made of it.</summary>
    public Task<ScimResult> CreateAsync(JsonObject resource, CancellationToken cancellationToken) =>
        CreateAsync(JsonSerializer.SerializeToUtf8Bytes(resource), cancellationToken);

    /// <summary>Changes parts of a resource. Servers may answer with the resource or without.</summary>
    public Task<ScimResult> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, CancellationToken cancellationToken) =>
        PatchAsync(id, operations, ifMatch: null, cancellationToken);

    /// <summary>Changes parts of a resource, if its version is the one named.</summary>
    public Task<ScimResult> PatchAsync(
        string id, IReadOnlyList<PatchOperation> operations, string? ifMatch, CancellationToken cancellationToken)
    {
        var call = new ScimCall(HttpMethod.Patch, Resource(id, ""), ScimAnswerKind.OptionalResource)
        {
            Body = PatchWriter.Write(operations),
            IfMatch = ifMatch,
        };
        return SendAsync(call, cancellationToken);
    }

    /// <summary>Removes a resource. One that is gone already (404) counts as removed (S/SCIM-19).</summary>
    public async Task<ScimResult> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var result = await SendAsync(new ScimCall(HttpMethod.Delete, Resource(id, ""), ScimAnswerKind.Ignored), cancellationToken);
        return result is { Outcome: ScimOutcome.Refused, Status: 404 } ? new ScimResult(ScimOutcome.Done, 404) : result;
    }

    /// <summary>Asks how many resources there are: <see cref="ScimResult.TotalResults"/>.</summary>
    public Task<ScimResult> CountAsync(CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Get, new Uri(_collection + "?count=0"), ScimAnswerKind.List), cancellationToken);

    /// <summary>Reads the schemas: <see cref="ScimResult.Resources"/>.</summary>
    public Task<ScimResult> GetSchemasAsync(CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Get, new Uri(_base + "/Schemas"), ScimAnswerKind.List), cancellationToken);

    /// <summary>Reads what the server can do: <see cref="ScimResult.Resource"/>.</summary>
    public Task<ScimResult> GetServiceProviderConfigAsync(CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Get, new Uri(_base + "/ServiceProviderConfig"), ScimAnswerKind.Document), cancellationToken);

    private Uri Resource(string id, string query)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        // Uri resolves a segment of dots away, even a percent-encoded one, and the request would go to another resource.
        return id.AsSpan().ContainsAnyExcept('.')
            ? new Uri($"{_collection}/{Uri.EscapeDataString(id)}{query}")
            : throw new ArgumentException("An id of dots alone cannot stand in a URL.", nameof(id));
    }

    private async Task<ScimResult> SendAsync(ScimCall call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.Timeout, _options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var sending = false;
        try
        {
            using var request = await BuildAsync(call, either.Token);
            sending = true;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await new ScimAnswerReader(call, _options).ReadAsync(response, either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && LostCall.Classify(call, exception, _options) is { } lost)
        {
            return sending ? lost : lost with { Outcome = ScimOutcome.NotSent };
        }
    }

    private async ValueTask<HttpRequestMessage> BuildAsync(ScimCall call, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(call.Method, call.Uri);
        request.Headers.Accept.Add(_accept);
        if (_options.BearerToken is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancellationToken));
        if (call.NoCache)
            request.Headers.CacheControl = _noCache;
        if (call.IfMatch is { } version)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        if (!call.Body.IsEmpty)
            request.Content = new ReadOnlyMemoryContent(call.Body) { Headers = { ContentType = _contentType } };
        return request;
    }
}
