using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Sutler.Host;
using Sutler.Host.Connections;

namespace Sutler.Databases.Tests;

/// <summary>A real host on plain HTTP with one connection.</summary>
internal sealed class DatabaseHost : IAsyncDisposable
{
    public const string Token = "0123456789abcdef";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-databasehost-").FullName;
    private readonly HttpClient _client = new() { Timeout = Limit };
    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public async Task StartAsync(string name, string yaml)
    {
        var connections = Directory.CreateDirectory(Path.Combine(_folder, "connections")).FullName;
        await File.WriteAllTextAsync(Path.Combine(connections, name + ".yaml"), yaml);
        await File.WriteAllTextAsync(Path.Combine(_folder, "scim-full-token"), Token);
        _app = HostRole.Create(new HostOptions { DataFolder = _folder, Port = 0, Http = true });
        await _app.StartAsync();
        Url = new Uri($"http://127.0.0.1:{HostRole.Port(_app)}/ecma2host_{name}/scim");
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var limit = new CancellationTokenSource(Limit);
        while (HostRole.Status(_app).Single() is { State: not ConnectionState.Ready } status)
        {
            (status.Problem ?? string.Join(' ', status.Faults.Select(f => $"{f.Key} {f.Message}"))).ShouldBeEmpty();
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"{Url}/{path}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/scim+json"));
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length > 0 ? (JsonObject)JsonNode.Parse(text)! : []);
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
