using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Sutler.Testing;
using Sutler.Testing.Servers;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>
/// Services as processes of their own on one PostgreSQL, with one job for a target in the test's process. The master key is shared by
/// reference, as an administrator would.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _server = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly List<ClusterNode> _nodes = [];
    private string _jobPath = "";

    private Cluster(BreakableTarget target) => Target = target;

    public BreakableTarget Target { get; }

    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    public static async Task<Cluster> StartAsync(int nodes)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var cluster = new Cluster(await BreakableTarget.StartAsync());
        await cluster._server.StartAsync();
        await File.WriteAllTextAsync(cluster._folder.File("master.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        for (var i = 0; i < nodes; i++)
        {
            var node = new ClusterNode(cluster._folder.File($"node{i}"));
            cluster._nodes.Add(node);
            await cluster.StartAsync(node);
        }

        await cluster.MakeJobAsync();
        return cluster;
    }

    public async Task StartAsync(ClusterNode node)
    {
        node.Url = $"http://127.0.0.1:{FreePort.Find()}";
        node.Process = SutlerProcess.Start(
            "service", "run", "--data", node.Folder, "--urls", node.Url, "--agent-urls", "https://127.0.0.1:0", "--log", "Warning",
            "--database", _server.NpgsqlConnectionString, "--master-key", "file:" + _folder.File("master.key"));
        await node.Process.LineAsync(line => line.Contains("Ctrl-C", StringComparison.Ordinal));
    }

    public Task ImportAsync(ClusterNode node, string csv) =>
        SendAsync(node, HttpMethod.Post, "/api/v1/directory/imports?name=workers.csv", new StringContent(csv, Encoding.UTF8, "text/csv"));

    /// <summary>The job's state, as a node tells it.</summary>
    public async Task<JsonNode> StateAsync(ClusterNode node) => (await SendAsync(node, HttpMethod.Get, _jobPath, content: null))["state"]!;

    public Task RetryAsync(ClusterNode node) =>
        SendAsync(node, HttpMethod.Post, _jobPath + "/restart", new StringContent("""{"criteria":{"resetScope":"Escrows"}}""", Encoding.UTF8, "application/json"));

    /// <summary>The node that has the job, as the store knows; null while nobody has.</summary>
    public async Task<ClusterNode?> OwnerAsync()
    {
        await using var connection = new NpgsqlConnection(_server.NpgsqlConnectionString);
        var url = await connection.ExecuteScalarAsync<string?>("SELECT n.url FROM job j JOIN node n ON n.id = j.owner_node");
        return _nodes.Find(node => node.Url == url);
    }

    /// <summary>Waits until another node has the job; returns it and how long that took.</summary>
    public async Task<(ClusterNode Node, TimeSpan Took)> TakenOverAsync(ClusterNode from)
    {
        var watch = Stopwatch.StartNew();
        var owner = await UntilAsync(OwnerAsync, found => found is not null && found != from);
        return (owner!, watch.Elapsed);
    }

    public async Task<ClusterNode> AnyOwnerAsync() => (await UntilAsync(OwnerAsync, static found => found is not null))!;

    public Task<JsonNode> SettledAsync(ClusterNode node) => UntilAsync(
        () => StateAsync(node), static state => state["settled"]!.GetValue<bool>() && !state["running"]!.GetValue<bool>());

    public async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        T? last = default;
        try
        {
            while (await timer.WaitForNextTickAsync(limit.Token))
            {
                last = await ask();
                if (wanted(last))
                    return last;
            }
        }
        catch (OperationCanceledException)
        {
            // Reported below, with what was seen last.
        }

        throw new TimeoutException($"not in {Limit}; last: {last}\n{string.Join('\n', _nodes.Select(node => node.Url + ": " + node.Process.All))}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.Process.DisposeAsync();
        _http.Dispose();
        await Target.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private async Task MakeJobAsync()
    {
        var admin = (await File.ReadAllTextAsync(Path.Combine(_nodes[0].Folder, "admin-token"))).Trim();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", admin);
        var application = await SendAsync(_nodes[0], HttpMethod.Post, "/v1.0/servicePrincipals", Json("""{"displayName":"Employees"}"""));
        var synchronization = $"/v1.0/servicePrincipals/{application["id"]}/synchronization";
        await SendAsync(_nodes[0], HttpMethod.Put, $"{synchronization}/secrets", Json($$"""
            {"value":[{"key":"BaseAddress","value":"{{Target.BaseAddress}}"},{"key":"SecretToken","value":"{{BreakableTarget.Token}}"},{"key":"SyncAll","value":"true"}]}
            """));
        var job = await SendAsync(_nodes[0], HttpMethod.Post, $"{synchronization}/jobs", Json("""{"templateId":"ecma2host"}"""));
        _jobPath = $"{synchronization}/jobs/{job["id"]}";
        await SendAsync(_nodes[0], HttpMethod.Post, $"{_jobPath}/start", content: null);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task<JsonNode> SendAsync(ClusterNode node, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, node.Url + path) { Content = content };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
