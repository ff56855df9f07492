using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Client;

/// <summary>
/// Calls a SCIM server. How a call ended is a value, also when no answer came: only cancellation by the caller and bugs throw.
/// The form of writes is the caller's (<see cref="WirePatchWriter"/>); operations given as such are sent in the strict form of RFC 7644: lower
/// case, JSON booleans, always a path. Safe for any number of calls at once.
/// </summary>
public sealed class ScimClient
{
    private static readonly MediaTypeHeaderValue _contentType = new("application/scim+json");
    private static readonly MediaTypeWithQualityHeaderValue _accept = new("application/scim+json");
    private static readonly CacheControlHeaderValue _noCache = new() { NoCache = true };
    private readonly HttpClient _http;
    private readonly ScimClientOptions _options;
    private readonly string _base;

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
    }

    /// <summary>Finds the resources that have this value: <see cref="ScimResult.Resources"/>.</summary>
    /// <param name="attribute">The attribute matched.</param>
    /// <param name="value">Its value, as it stands.</param>
    /// <param name="noCache">Whether the answer must come from the target itself.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ScimResult> FindAsync(AttributePath attribute, string value, bool noCache, CancellationToken cancellationToken) =>
        FindAsync(_options.Endpoint, new ComparisonFilter(attribute, ComparisonOperator.Equal, value), Own(noCache), cancellationToken);

    /// <summary>Finds the resources of a type that a filter matches (S/SCIM-14, S/SCIM-20, S/SCIM-26): <see cref="ScimResult.Resources"/>.</summary>
    /// <param name="endpoint">Endpoint of the resource type, such as <c>/Groups</c>.</param>
    /// <param name="filter">The filter; targets in general understand only <c>eq</c> and <c>and</c> (S/SCIM-7).</param>
    /// <param name="options">What else is asked for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ScimResult> FindAsync(string endpoint, FilterExpression filter, ScimReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = new ScimQuery().Add("filter", filter.ToString()).Add("excludedAttributes", options.ExcludedAttributes).Add("attributes", options.Attributes);
        var result = await SendAsync(new ScimCall(HttpMethod.Get, new Uri(Collection(endpoint) + query), ScimAnswerKind.List) { NoCache = options.NoCache }, cancellationToken);
        return ScimTolerance.OfFind(result, _options);
    }

    /// <summary>Reads a resource: <see cref="ScimResult.Resource"/>.</summary>
    public Task<ScimResult> GetAsync(string id, bool noCache, CancellationToken cancellationToken) =>
        GetAsync(_options.Endpoint, id, Own(noCache), cancellationToken);

    /// <summary>Reads a resource of a type (S/SCIM-15, S/SCIM-21): <see cref="ScimResult.Resource"/>.</summary>
    public Task<ScimResult> GetAsync(string endpoint, string id, ScimReadOptions options, CancellationToken cancellationToken)
    {
        var query = new ScimQuery().Add("excludedAttributes", options.ExcludedAttributes).Add("attributes", options.Attributes);
        var uri = Resource(endpoint, id, query.ToString());
        return SendAsync(new ScimCall(HttpMethod.Get, uri, ScimAnswerKind.Resource) { NoCache = options.NoCache }, cancellationToken);
    }

    /// <summary>Reads one page of a list: <see cref="ScimResult.Resources"/>, <see cref="ScimResult.NextCursor"/>.</summary>
    /// <param name="endpoint">Endpoint of the resource type.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="from">Index of the first resource (from 1), or the cursor.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ScimResult> ReadPageAsync(string endpoint, ScimListOptions options, string from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var query = new ScimQuery()
            .Add(options.Cursor ? "cursor" : "startIndex", from)
            .Add("count", options.PageSize)
            .Add("filter", options.Filter)
            .Add("attributes", options.Attributes)
            .Add("excludedAttributes", options.ExcludedAttributes);
        var kind = options.Cursor ? ScimAnswerKind.CursorList : ScimAnswerKind.List;
        return SendAsync(new ScimCall(HttpMethod.Get, new Uri(Collection(endpoint) + query), kind), cancellationToken);
    }

    /// <summary>
    /// Reads a whole list, a page at a time. A resource comes once, however often the server lists it. A page that is not done ends the list:
    /// what was left out is not known then, so absence proves nothing.
    /// </summary>
    /// <param name="endpoint">Endpoint of the resource type.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ScimResult> ReadAllAsync(string endpoint, ScimListOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ScimListReader(this, endpoint, options).ReadAsync(cancellationToken);
    }

    /// <summary>Creates a resource: <see cref="ScimResult.Resource"/> is what the server made of it.</summary>
    public Task<ScimResult> CreateAsync(ReadOnlyMemory<byte> resource, CancellationToken cancellationToken) =>
        CreateAsync(_options.Endpoint, resource, cancellationToken);

    /// <summary>Creates a resource of a type (S/SCIM-16, S/SCIM-22): <see cref="ScimResult.Resource"/> is what the server made of it.</summary>
    public Task<ScimResult> CreateAsync(string endpoint, ReadOnlyMemory<byte> resource, CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Post, new Uri(Collection(endpoint)), ScimAnswerKind.Resource) { Body = resource }, cancellationToken);

    /// <summary>Creates a resource: <see cref="ScimResult.Resource"/> is what the server made of it.</summary>
    public Task<ScimResult> CreateAsync(JsonObject resource, CancellationToken cancellationToken) =>
        CreateAsync(JsonSerializer.SerializeToUtf8Bytes(resource), cancellationToken);

    /// <summary>Changes parts of a resource. Servers may answer with the resource or without.</summary>
    public Task<ScimResult> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, CancellationToken cancellationToken) =>
        PatchAsync(id, operations, ifMatch: null, cancellationToken);

    /// <summary>Changes parts of a resource, if its version is the one named.</summary>
    public Task<ScimResult> PatchAsync(
        string id, IReadOnlyList<PatchOperation> operations, string? ifMatch, CancellationToken cancellationToken) =>
        PatchAsync((_options.Endpoint, id), PatchWriter.Write(operations), ifMatch, cancellationToken);

    /// <summary>Changes parts of a resource of a type with a body that a <see cref="WirePatchWriter"/> wrote (S/SCIM-17, S/SCIM-24).</summary>
    public Task<ScimResult> PatchAsync(string endpoint, string id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        PatchAsync((endpoint, id), body, ifMatch: null, cancellationToken);

    /// <summary>Changes parts of a resource of a type, if its version is the one named.</summary>
    public Task<ScimResult> PatchAsync(
        (string Endpoint, string Id) resource, ReadOnlyMemory<byte> body, string? ifMatch, CancellationToken cancellationToken)
    {
        var call = new ScimCall(HttpMethod.Patch, Resource(resource.Endpoint, resource.Id, ""), ScimAnswerKind.OptionalResource) { Body = body, IfMatch = ifMatch };
        return SendAsync(call, cancellationToken);
    }

    /// <summary>Removes a resource. One that is gone already (404) counts as removed (S/SCIM-19).</summary>
    public Task<ScimResult> DeleteAsync(string id, CancellationToken cancellationToken) => DeleteAsync(_options.Endpoint, id, cancellationToken);

    /// <summary>Removes a resource of a type. One that is gone already (404) counts as removed (S/SCIM-19, S/SCIM-25).</summary>
    public async Task<ScimResult> DeleteAsync(string endpoint, string id, CancellationToken cancellationToken)
    {
        var result = await SendAsync(new ScimCall(HttpMethod.Delete, Resource(endpoint, id, ""), ScimAnswerKind.Ignored), cancellationToken);
        return result is { Outcome: ScimOutcome.Refused, Status: 404 } ? new ScimResult(ScimOutcome.Done, 404) : result;
    }

    /// <summary>Asks how many resources there are: <see cref="ScimResult.TotalResults"/>.</summary>
    public Task<ScimResult> CountAsync(CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Get, new Uri(Collection(_options.Endpoint) + "?count=0"), ScimAnswerKind.List), cancellationToken);

    /// <summary>Reads the schemas: <see cref="ScimResult.Resources"/>.</summary>
    public Task<ScimResult> GetSchemasAsync(CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Get, new Uri(_base + "/Schemas"), ScimAnswerKind.List), cancellationToken);

    /// <summary>Reads the resource types: <see cref="ScimResult.Resources"/>.</summary>
    public Task<ScimResult> GetResourceTypesAsync(CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Get, new Uri(_base + "/ResourceTypes"), ScimAnswerKind.List), cancellationToken);

    /// <summary>Reads what the server can do: <see cref="ScimResult.Resource"/>.</summary>
    public Task<ScimResult> GetServiceProviderConfigAsync(CancellationToken cancellationToken) =>
        SendAsync(new ScimCall(HttpMethod.Get, new Uri(_base + "/ServiceProviderConfig"), ScimAnswerKind.Document), cancellationToken);

    private string Collection(string endpoint) => $"{_base}/{endpoint.Trim('/')}";

    private ScimReadOptions Own(bool noCache) => new() { NoCache = noCache, ExcludedAttributes = _options.ExcludedAttributes };

    private Uri Resource(string endpoint, string id, string query)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        // Uri resolves a segment of dots away, even a percent-encoded one, and the request would go to another resource.
        return id.AsSpan().ContainsAnyExcept('.')
            ? new Uri($"{Collection(endpoint)}/{Uri.EscapeDataString(id)}{query}")
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
