using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sutler.Testing;

/// <summary>
/// A SCIM server on a loopback port with users in memory and faults on demand. It knows nothing of uniqueness unless told, so that a user
/// created twice is there twice. Everything a client did is in <see cref="Requests"/>.
/// </summary>
public sealed partial class BreakableTarget : IAsyncDisposable
{
    public const string Urn = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User";
    public const string Token = "target-secret-token";
    private readonly Lock _users = new();
    private readonly List<JsonObject> _list = [];
    private readonly WebApplication _app;
    private int _ids;

    private BreakableTarget(WebApplication app) => _app = app;

    /// <summary>Base URL of the SCIM service.</summary>
    public Uri BaseAddress => new(_app.Urls.First() + "/scim");

    /// <summary>Decides on each request: method, path with query. Default: no fault.</summary>
    public Func<string, string, TargetFaultMode> Fault { get; set; } = static (_, _) => TargetFaultMode.None;

    /// <summary>Whether a second user with the same ContosoLogin is refused with 409. Default: false.</summary>
    public bool Unique { get; set; }

    /// <summary>Time before each answer. Default: none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Method and path of every request that reached the server.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Values of traceparent of every request that had one.</summary>
    public ConcurrentQueue<string> Traces { get; } = new();

    public static async Task<BreakableTarget> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var target = new BreakableTarget(app);
        app.Run(target.ServeAsync);
        await app.StartAsync();
        return target;
    }

    /// <summary>All users as they stand: their connector attributes by ContosoLogin, references as ids.</summary>
    public IReadOnlyList<SortedDictionary<string, string>> Users
    {
        get
        {
            lock (_users)
            {
                return [.. _list.Select(user => new SortedDictionary<string, string>(
                    user[Urn]!.AsObject().ToDictionary(pair => pair.Key, pair => Plain(pair.Value)), StringComparer.Ordinal))
                    .OrderBy(user => user.GetValueOrDefault("ContosoLogin"), StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The ContosoLogin of a user's manager; null for none.</summary>
    public string? ManagerOf(string login)
    {
        lock (_users)
        {
            var id = (string?)_list.Find(user => Is(user, "ContosoLogin", login))?[Urn]?["Manager"]?["value"];
            return (string?)_list.Find(user => (string?)user["id"] == id)?[Urn]?["ContosoLogin"] ?? id;
        }
    }

    public int Count(string method) => Requests.Count(request => request.StartsWith(method + " ", StringComparison.Ordinal));

    /// <summary>Puts a user there as somebody else would.</summary>
    public string Add(params (string Name, JsonNode Value)[] attributes)
    {
        var values = new JsonObject();
        foreach (var (name, value) in attributes)
            values[name] = value;
        lock (_users)
            return Create(new JsonObject { [Urn] = values });
    }

    public void Remove(string login)
    {
        lock (_users)
            _list.RemoveAll(user => Is(user, "ContosoLogin", login));
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private static string Plain(JsonNode? value) => value is JsonObject reference ? reference["value"]!.ToString() : value!.ToString();

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value! + Uri.UnescapeDataString(context.Request.QueryString.Value!);
        Requests.Enqueue($"{context.Request.Method} {path}");
        if (context.Request.Headers.TryGetValue("traceparent", out var trace))
            Traces.Enqueue(trace.ToString());
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);

        var fault = Fault(context.Request.Method, path);
        if (context.Request.Headers.Authorization != "Bearer " + Token)
            fault = TargetFaultMode.Unauthorized;
        var body = context.Request.ContentLength > 0 ? (await JsonNode.ParseAsync(context.Request.Body))!.AsObject() : null;
        switch (fault)
        {
            case TargetFaultMode.LoseRequest:
                context.Abort();
                return;
            case TargetFaultMode.Throttle:
                context.Response.Headers.RetryAfter = "0";
                context.Response.StatusCode = 429;
                return;
            case TargetFaultMode.Refuse or TargetFaultMode.Fail or TargetFaultMode.Unauthorized:
                context.Response.StatusCode = fault switch { TargetFaultMode.Refuse => 400, TargetFaultMode.Fail => 500, _ => 401 };
                return;
        }

        var (status, answer) = Do(context.Request, body);
        if (fault is TargetFaultMode.LoseAnswer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = fault is TargetFaultMode.FailAfterDoing ? 500 : status;
        if (answer is not null)
            await context.Response.WriteAsync(answer);
    }

    private (int Status, string? Answer) Do(HttpRequest request, JsonObject? body)
    {
        var id = request.Path.Value!.Split("/Users/") is [_, var last] ? Uri.UnescapeDataString(last) : null;
        lock (_users)
        {
            var user = id is null ? null : _list.Find(candidate => (string?)candidate["id"] == id);
            return request.Method switch
            {
                "GET" when id is null => (200, Find(request.Query["filter"].ToString())),
                "POST" => Post(body!),
                _ when user is null => (404, null),
                "GET" => (200, user.ToJsonString()),
                "DELETE" => (_list.Remove(user) ? 204 : 404, null),
                _ => (200, Patch(user, body!)),
            };
        }
    }

    private string Find(string filter)
    {
        var match = Equality().Match(filter);
        var found = _list.Where(user => match.Success && Is(user, match.Groups["name"].Value, match.Groups["value"].Value)).Select(user => user.DeepClone()).ToArray();
        return new JsonObject { ["totalResults"] = found.Length, ["Resources"] = new JsonArray(found) }.ToJsonString();
    }

    private (int, string?) Post(JsonObject body)
    {
        var login = (string?)body[Urn]?["ContosoLogin"];
        if (Unique && _list.Exists(user => Is(user, "ContosoLogin", login)))
            return (409, """{"scimType":"uniqueness","detail":"ContosoLogin is taken"}""");
        Create(body.DeepClone().AsObject());
        return (201, _list[^1].ToJsonString());
    }

    private string Create(JsonObject user)
    {
        var id = $"t-{++_ids}";
        user["id"] = id;
        _list.Add(user);
        return id;
    }

    private static string Patch(JsonObject user, JsonObject body)
    {
        foreach (var operation in body["Operations"]!.AsArray())
        {
            if ((string?)operation!["path"] is not { } path)
            {
                foreach (var (member, value) in operation["value"]![Urn]!.AsObject())
                    user[Urn]![member] = value!.DeepClone();
                continue;
            }

            var name = path[(Urn.Length + 1)..];
            if ((string)operation["op"]! == "remove")
                user[Urn]!.AsObject().Remove(name);
            else
                user[Urn]![name] = operation["value"]!.DeepClone();
        }

        return user.ToJsonString();
    }

    private static bool Is(JsonObject user, string name, string? value) =>
        string.Equals((string?)user[Urn]?[name]?.ToString(), value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^.*:(?<name>[A-Za-z]+) eq \"(?<value>.*)\"$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Equality();
}
