using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Sutler.Host.Admin;

namespace Sutler.Host.Tests.Admin;

/// <summary>Calls the admin port of a running host as an administrator would.</summary>
internal sealed class AdminClient : IDisposable
{
    private readonly HttpClient _http;

    public AdminClient(string folder, string? token = null)
    {
        File = AdminFile.Read(folder)!;
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? System.IO.File.ReadAllText(Path.Combine(folder, "admin-token")).Trim());
    }

    public AdminFile File { get; }

    public Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> PostAsync(string path, string? yaml = null) => SendAsync(HttpMethod.Post, path, yaml);

    public async Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> SendAsync(HttpMethod method, string path, string? yaml = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, File.Url + path);
        if (yaml is not null)
            request.Content = new StringContent(yaml, Encoding.UTF8, yaml.StartsWith('{') ? "application/json" : "application/yaml");
        request.Headers.ExpectContinue = yaml?.Length > 1 << 20;
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true;
        return ((int)response.StatusCode, isJson ? JsonNode.Parse(text) : text.Length > 0 ? JsonValue.Create(text) : null, response);
    }

    public void Dispose() => _http.Dispose();
}
