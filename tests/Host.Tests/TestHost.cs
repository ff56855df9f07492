using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Scim.Server;

namespace Sutler.Host.Tests;

/// <summary>A real host on loopback over a folder of its own, in front of the demo target. It can be stopped and started again on the same folder.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Token = "0123456789abcdef";
    public const string Urn = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private WebApplication? _app;
    private HttpClient? _client;

    public TestHost()
    {
        Folder = Directory.CreateTempSubdirectory("sutler-host-").FullName;
        Target = new TestTarget(Folder);
        Directory.CreateDirectory(Path.Combine(Folder, "connections"));
        File.WriteAllText(Path.Combine(Folder, "connections", "demo.token"), Token + "\n");
        WriteConnection("demo", Yaml());
    }

    public string Folder { get; }

    public TestTarget Target { get; }

    public List<string> Log { get; } = [];

    public HttpClient Client => _client!;

    public string BaseUrl => $"https://localhost:{HostRole.Port(_app!)}/ecma2host_demo/scim";

    public ConnectionStatus Status => HostRole.Status(_app!).Single(s => s.Name == "demo");

    public WebApplication App => _app!;

    /// <summary>The handler of users, reached without HTTP: calls are queued in the order in which they are made.</summary>
    public IScimResourceHandler Handler
    {
        get
        {
            var endpoint = _app!.Services.GetRequiredService<ConnectionRegistry>().Find("demo")!.Value.Endpoint;
            return endpoint.Handler(endpoint.ResourceTypes[0]);
        }
    }

    public static string Yaml(string extra = "") =>
        $$"""
        name: demo
        connector: sql
        secretToken: file:demo.token
        {{extra}}
        objectTypes:
          User: { resourceType: User, endpoint: /Users }
        settings:
          provider: sqlite
          dataSource: ../target.db
          objectTypes:
            - name: User
              table: Employees
              anchor: [ContosoLogin]
              attributes:
                - { name: Manager, references: User }
                - { name: IsActive, type: boolean }
                - { name: InternalGUID, readOnly: true }
        """;

    public void WriteConnection(string name, string yaml) => File.WriteAllText(Path.Combine(Folder, "connections", name + ".yaml"), yaml);

    public async Task StartAsync(Func<HostOptions, HostOptions>? change = null)
    {
        var options = new HostOptions { DataFolder = Folder, Port = 0, Logging = l => l.AddProvider(new ListLogger(Log)), DrainTimeout = TimeSpan.FromSeconds(5) };
        options = change?.Invoke(options) ?? options;
        _app = HostRole.Create(options);
        await _app.StartAsync();
        _client = Connect(HostRole.CertificateFile(options));
    }

    public async Task StartReadyAsync(Func<HostOptions, HostOptions>? change = null)
    {
        await StartAsync(change);
        await WaitAsync(() => Status.State is ConnectionState.Ready);
    }

    public async Task StopAsync()
    {
        if (_app is null)
            return;
        _client?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public static async Task WaitAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }

    public HttpClient Connect(string authorityFile)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        var client = new HttpClient(handler)
        {
            BaseAddress = new Uri(BaseUrl + "/"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = Limit,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    public static string User(string login, string? more = null) =>
        $$$"""{"schemas":["{{{Urn}}}"],"{{{Urn}}}":{"ContosoLogin":"{{{login}}}"{{{(more is null ? "" : "," + more)}}} } }""";

    public static string Replace(string attribute, string json) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"{{Urn}}:{{attribute}}","value":{{json}}}]}""";

    public async Task<(HttpStatusCode Status, JsonObject? Body, HttpResponseMessage Response)> SendAsync(
        HttpMethod method, string path, string? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        change?.Invoke(request);
        var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length > 0 ? JsonNode.Parse(text) as JsonObject : null, response);
    }

    public Task<(HttpStatusCode Status, JsonObject? Body, HttpResponseMessage Response)> PostAsync(string body) => SendAsync(HttpMethod.Post, "Users", body);

    public Task<(HttpStatusCode Status, JsonObject? Body, HttpResponseMessage Response)> GetAsync(string path, bool noCache = false) =>
        SendAsync(HttpMethod.Get, path, null, r => r.Headers.CacheControl = noCache ? new CacheControlHeaderValue { NoCache = true } : null);

    public Task<(HttpStatusCode Status, JsonObject? Body, HttpResponseMessage Response)> PatchAsync(string id, string body) =>
        SendAsync(HttpMethod.Patch, "Users/" + id, body);

    public Task<(HttpStatusCode Status, JsonObject? Body, HttpResponseMessage Response)> DeleteAsync(string id) => SendAsync(HttpMethod.Delete, "Users/" + id);

    /// <summary>Query for an attribute of the extension.</summary>
    public static string Filter(string attribute, string value) =>
        "Users?filter=" + Uri.EscapeDataString($"{Urn}:{attribute} eq \"{value}\"");

    public static Func<HostOptions, HostOptions> With(IConnectorFactory factory) => options => options with { Connectors = [factory] };

    /// <summary>Takes the files of another host as they are, as if that host's process had been killed at this moment.</summary>
    public void TakeOver(TestHost killed)
    {
        foreach (var name in new[] { "target.db", "target.db-wal", "cache/demo.db", "cache/demo.db-wal" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
            File.Delete(Path.Combine(Folder, name));
            var source = Path.Combine(killed.Folder, name);
            if (File.Exists(source))
                File.Copy(source, Path.Combine(Folder, name));
        }

    }

    /// <summary>What the host answers for everybody is what the table holds.</summary>
    public async Task ShouldEqualTargetAsync()
    {
        var rows = Target.Query<(string, string?, long)>("SELECT ContosoLogin, Title, IsActive FROM Employees ORDER BY ContosoLogin COLLATE BINARY");
        var body = (await GetAsync("Users?count=1000")).Body!;
        var answered = body["Resources"]!.AsArray()
            .Select(r => r![Urn]!)
            .Select(a => (a["ContosoLogin"]!.GetValue<string>(), a["Title"]?.GetValue<string>(), a["IsActive"]!.GetValue<bool>() ? 1L : 0L))
            .OrderBy(a => a.Item1, StringComparer.Ordinal)
            .ToList();
        answered.ShouldBe(rows);
        body["totalResults"]!.GetValue<int>().ShouldBe(rows.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
