using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Sutler.Storage.Sqlite;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>Service, host and agent as three processes on loopback, set up as an administrator would: by commands and the API.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private const string HostToken = "a-token-of-the-demo-connection";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly string _servicePort = FreePort.Find();
    private readonly string _agentPort = FreePort.Find();
    private readonly string _hostPort = FreePort.Find();
    private readonly HttpClient _http = new() { Timeout = Limit };
    private string _jobPath = "";

    private Deployment()
    {
    }

    public SutlerProcess Service { get; private set; } = null!;

    public SutlerProcess Host { get; private set; } = null!;

    public SutlerProcess Agent { get; private set; } = null!;

    public string Folder => _folder.Path;

    private string ServiceUrl => $"http://127.0.0.1:{_servicePort}";

    public static async Task<Deployment> StartAsync()
    {
        var deployment = new Deployment();
        deployment.MakeTarget();
        await deployment.StartServiceAsync();
        await deployment.StartHostAsync();
        await deployment.JoinAsync();
        await deployment.StartAgentAsync();
        await deployment.MakeJobAsync();
        return deployment;
    }

    public async Task StartServiceAsync()
    {
        Service = SutlerProcess.Start(
            "service", "run", "--data", _folder.File("service"), "--urls", ServiceUrl, "--agent-urls", $"https://127.0.0.1:{_agentPort}", "--log", "Warning");
        await Service.LineAsync(line => line.Contains("Ctrl-C", StringComparison.Ordinal));
    }

    public async Task StartHostAsync()
    {
        Host = SutlerProcess.Start("host", "run", "--data", _folder.File("host"), "--port", _hostPort, "--log", "Warning");
        await Host.LineAsync(line => line.Contains("Ctrl-C", StringComparison.Ordinal));
    }

    public async Task StartAgentAsync()
    {
        Agent = SutlerProcess.Start(
            "agent", "run", "--data", _folder.File("agent"), "--trust", Path.Combine(_folder.File("host"), "host-ca.pem"), "--host-port", _hostPort, "--log", "Warning");
        await Agent.LineAsync(line => line.Contains("Ctrl-C", StringComparison.Ordinal));
    }

    public Task ImportAsync(string csv) => SendAsync(HttpMethod.Post, "/api/v1/directory/imports?name=workers.csv", new StringContent(csv, Encoding.UTF8, "text/csv"));

    /// <summary>The job's state, as the API tells it.</summary>
    public async Task<JsonNode> StateAsync() => (await SendAsync(HttpMethod.Get, _jobPath, content: null))["state"]!;

    /// <summary>Asks for the job's state until it is as wanted.</summary>
    public async Task<JsonNode> UntilAsync(Func<JsonNode, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        JsonNode? last = null;
        try
        {
            while (await timer.WaitForNextTickAsync(limit.Token))
            {
                last = await StateAsync();
                if (wanted(last))
                    return last;
            }
        }
        catch (OperationCanceledException)
        {
            // Reported below, with what was seen last.
        }

        throw new TimeoutException($"not in {Limit}; last: {last}\nservice: {Service.All}\nhost: {Host.All}\nagent: {Agent.All}");
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await Host.DisposeAsync();
        await Service.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private void MakeTarget()
    {
        SystemSqlite.Use();
        using var connection = new SqliteConnection($"Data Source={_folder.File("target.db")};Pooling=False");
        connection.Open();
        connection.Execute("""
            CREATE TABLE Employees (
                ContosoLogin TEXT NOT NULL COLLATE NOCASE PRIMARY KEY, FirstName TEXT, LastName TEXT, Email TEXT, Title TEXT, Department TEXT,
                Manager TEXT, IsActive INTEGER NOT NULL DEFAULT 1, AzureID TEXT, InternalGUID TEXT NOT NULL DEFAULT (hex(randomblob(16))))
            """);
        Directory.CreateDirectory(Path.Combine(_folder.File("host"), "connections"));
        File.WriteAllText(Path.Combine(_folder.File("host"), "token"), HostToken);
        File.WriteAllText(Path.Combine(_folder.File("host"), "connections", "demo.yaml"), $$"""
            name: demo
            connector: sql
            secretToken: file:../token
            settings:
              provider: sqlite
              dataSource: "{{_folder.File("target.db")}}"
              objectTypes:
                - name: User
                  table: Employees
                  anchor: [ContosoLogin]
                  attributes:
                    - { name: Manager, type: reference, references: User }
                    - { name: IsActive, type: boolean }
                    - { name: InternalGUID, readOnly: true }
            """);
    }

    private async Task JoinAsync()
    {
        var admin = (await File.ReadAllTextAsync(Path.Combine(_folder.File("service"), "admin-token"))).Trim();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", admin);
        var token = await SutlerProcess.RunAsync("agent", "token", "create", "--service", ServiceUrl, "--token", admin);
        token.ExitCode.ShouldBe(0, token.All);
        var joined = await SutlerProcess.RunAsync("agent", "join", "--service", ServiceUrl, "--token", token.LastLine!, "--data", _folder.File("agent"));
        joined.ExitCode.ShouldBe(0, joined.All);
    }

    private async Task MakeJobAsync()
    {
        var application = await SendJsonAsync(HttpMethod.Post, "/v1.0/servicePrincipals", """{"displayName":"Employees","agentGroup":"default"}""");
        var synchronization = $"/v1.0/servicePrincipals/{application["id"]}/synchronization";
        await SendJsonAsync(HttpMethod.Put, $"{synchronization}/secrets", $$"""
            {"value":[{"key":"BaseAddress","value":"https://localhost:{{_hostPort}}/ecma2host_demo/scim"},{"key":"SecretToken","value":"{{HostToken}}"},{"key":"SyncAll","value":"true"}]}
            """);
        var job = await SendJsonAsync(HttpMethod.Post, $"{synchronization}/jobs", """{"templateId":"ecma2host"}""");
        _jobPath = $"{synchronization}/jobs/{job["id"]}";
        await SendAsync(HttpMethod.Post, $"{_jobPath}/start", content: null);
    }

    private Task<JsonNode> SendJsonAsync(HttpMethod method, string path, string body) =>
        SendAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, ServiceUrl + path) { Content = content };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
