using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Api;

/// <summary>Calls the service's API with a bearer token; an answer that is not a success becomes one clear sentence.</summary>
internal sealed class ServiceApi : IDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(30);
    private readonly HttpClient _http;
    private readonly ServiceAddress _address;

    public ServiceApi(ServiceAddress address)
    {
        _address = address;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.Url.IsLoopback })
        {
            BaseAddress = address.Url,
            Timeout = CallLimit,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
    }

    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync((HttpMethod.Get, HttpStatusCode.OK), path, content: null, cancellationToken);

    public Task<JsonObject> PostAsync(string path, JsonNode? body, CancellationToken cancellationToken) =>
        SendAsync((HttpMethod.Post, HttpStatusCode.OK), path, body is null ? null : JsonContent.Create(body), cancellationToken);

    public Task<JsonObject> PutAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        SendAsync((HttpMethod.Put, HttpStatusCode.OK), path, JsonContent.Create(body), cancellationToken);

    public Task<JsonObject> PatchAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        SendAsync((HttpMethod.Patch, HttpStatusCode.OK), path, JsonContent.Create(body), cancellationToken);

    public Task<JsonObject> DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendAsync((HttpMethod.Delete, HttpStatusCode.OK), path, content: null, cancellationToken);

    /// <summary>Uploads a file and returns the service's report of it, also where the report says that nothing in the file could be used.</summary>
    public Task<JsonObject> UploadAsync(string path, HttpContent content, CancellationToken cancellationToken) =>
        SendAsync((HttpMethod.Post, HttpStatusCode.UnprocessableEntity), path, content, cancellationToken);

    /// <summary>Sends one request; an answer without a body is an empty object.</summary>
    /// <exception cref="CommandException">The service refused or cannot be reached; the message says which and what to do.</exception>
    private async Task<JsonObject> SendAsync(
        (HttpMethod Method, HttpStatusCode AlsoFine) call, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        var (method, alsoFine) = call;
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode && response.StatusCode != alsoFine)
                throw new CommandException($"{method} {new Uri(_address.Url, path)} answered {(int)response.StatusCode}: {Reason(text)}", CommandException.Failure);
            return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"the service at {_address.Url} cannot be reached ({e.Message}). Is it running? Check --service.", CommandException.Failure);
        }
        catch (JsonException e)
        {
            throw new CommandException($"{method} {path} answered something that is not JSON ({e.Message}). Is {_address.Url} a Sutler service?", CommandException.Failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Reason(string body)
    {
        try
        {
            var node = JsonNode.Parse(body);
            return node?["error"]?["message"]?.GetValue<string>() ?? node?["detail"]?.GetValue<string>() ?? Shortened(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Shortened(body);
        }
    }

    private static string Shortened(string text) => text.Length == 0 ? "(no reason given)" : text.Length > 300 ? text[..300] + " …" : text;
}
