using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Inbound;

/// <summary>Speaks SCIM to the inbound server as one client.</summary>
internal sealed class ScimClientOfTests : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _base;

    private ScimClientOfTests(Uri service, string path, string token)
    {
        _base = path;
        Token = token;
        _http = new HttpClient { BaseAddress = service, Timeout = ServiceUnderTest.Limit };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Token { get; }

    public Uri Url => new(_http.BaseAddress!, _base);

    public static async Task<ScimClientOfTests> MakeAsync(ServiceUnderTest service, string name = "idp", object? more = null, string? path = null)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["name"] = name;
        var made = await service.PostAsync("/api/v1/inbound/clients", body);
        return new ScimClientOfTests(service.Http.BaseAddress!, path ?? $"/inbound/{name}/scim", made["token"]!.ToString());
    }

    public async Task<(int Status, JsonObject? Body, string? Tag)> SendAsync(string method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _base + path);
        if (body is not null)
        {
            var text = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8, "application/scim+json");
        }

        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await _http.SendAsync(request);
        var json = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, json.Length == 0 ? null : JsonNode.Parse(json)!.AsObject(), answer.Headers.ETag?.ToString());
    }

    public async Task<JsonObject> ExpectAsync(int status, string method, string path, object? body = null)
    {
        var (got, json, _) = await SendAsync(method, path, body);
        got.ShouldBe(status, json?.ToJsonString());
        return json ?? [];
    }

    public void Dispose() => _http.Dispose();
}
