using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Sutler.Host.Connections;
using Sutler.Storage.Sqlite;

namespace Sutler.Host.Tests.Sample;

/// <summary>A real host on plain HTTP with the sample connection that stores every attribute of the core schemas; its file can be changed first.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private const string Token = "0123456789abcdef";
    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-sample-").FullName;
    private WebApplication? _app;

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public async Task StartAsync(Func<string, string>? change = null)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "scim-full");
        var connections = Directory.CreateDirectory(Path.Combine(_folder, "connections")).FullName;
        var yaml = await File.ReadAllTextAsync(Path.Combine(sample, "scim-full.yaml"));
        await File.WriteAllTextAsync(Path.Combine(connections, "scim-full.yaml"), change?.Invoke(yaml) ?? yaml);
        await File.WriteAllTextAsync(Path.Combine(_folder, "scim-full-token"), Token);
        SystemSqlite.Use();
        await using (var connection = Open())
            await connection.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(sample, "schema.sql")));
        _app = HostRole.Create(new HostOptions { DataFolder = _folder, Port = 0, Http = true });
        await _app.StartAsync();
        Client.BaseAddress = new Uri($"http://127.0.0.1:{HostRole.Port(_app)}/ecma2host_scim-full/scim/");
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        await TestHost.WaitAsync(() => HostRole.Status(_app).Single() is { State: ConnectionState.Ready } or { Faults.Count: > 0 } or { Problem: not null });
        HostRole.Status(_app).Single().ShouldSatisfyAllConditions(s => s.Faults.ShouldBeEmpty(), s => s.Problem.ShouldBeNull());
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "scim-full.db"), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/scim+json"));
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length > 0 ? (JsonObject)JsonNode.Parse(text)! : []);
    }

    /// <summary>Creates a resource and returns its id.</summary>
    public async Task<string> CreateAsync(string endpoint, string json)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, endpoint, json);
        status.ShouldBe(HttpStatusCode.Created, body.ToJsonString());
        return body["id"]!.GetValue<string>();
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    public Task<(HttpStatusCode Status, JsonObject Body)> PatchAsync(string path, params string[] operations) =>
        SendAsync(HttpMethod.Patch, path, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{string.Join(',', operations)}}]}""");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
