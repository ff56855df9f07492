using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sutler.Testing;

/// <summary>
/// A SCIM target on a loopback port with users, groups and any other resources in memory. It understands every wire profile, plays the defects
/// of targets in the wild (<see cref="Defects"/>) and faults of single calls (<see cref="On"/>), and shows what it has and what was asked of it.
/// What it does follows from the calls alone: the same calls bring the same answers.
/// </summary>
public sealed class ScriptedTarget : IAsyncDisposable
{
    public const string Token = "target-secret-token";
    private readonly ConcurrentQueue<TargetCall> _journal = new();
    private readonly List<Rule> _rules = [];
    private readonly TargetStore _store;
    private WebApplication? _app;
    private int _calls;

    private ScriptedTarget()
    {
        _store = new TargetStore(this);
        Tokens.Add(Token);
    }

    /// <summary>Base URL of the SCIM service.</summary>
    public Uri BaseAddress => new(_app!.Urls.First() + "/scim");

    /// <summary>What is wrong with it. May change at any time.</summary>
    public TargetDefects Defects { get; set; } = new();

    /// <summary>Bearer tokens that open it.</summary>
    public HashSet<string> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Secrets for which <c>/token</c>, beside <c>/scim</c>, gives a token (OAuth client credentials).</summary>
    public HashSet<string> ClientSecrets { get; } = new(StringComparer.Ordinal);

    /// <summary>How long those tokens are said to live.</summary>
    public int TokenSeconds { get; set; } = 3600;

    public Uri TokenAddress => new(_app!.Urls.First() + "/token");

    /// <summary>Most resources on a page.</summary>
    public int MaxResults { get; set; } = 200;

    /// <summary>Pages by cursor too.</summary>
    public bool Cursor { get; set; }

    /// <summary>What /Schemas answers.</summary>
    public IList<JsonObject> Schemas { get; } =
    [
        TargetDescription.Schema("urn:ietf:params:scim:schemas:core:2.0:User", "User", "userName!", "displayName", "active?", "title", "name.givenName,familyName,formatted", "emails[].value,type,primary?"),
        TargetDescription.Schema("urn:ietf:params:scim:schemas:core:2.0:Group", "Group", "displayName!", "members[].value,type"),
        TargetDescription.Schema("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "EnterpriseUser", "employeeNumber", "department", "manager.value"),
    ];

    /// <summary>What makes two resources the same: endpoint and resource to key. Default: userName, else displayName of groups, else ContosoLogin.</summary>
    public Func<string, JsonObject, string?> Key { get; set; } = static (endpoint, resource) =>
        (string?)resource["userName"] ?? (endpoint.Equals("Groups", StringComparison.OrdinalIgnoreCase) ? (string?)resource["displayName"] : null)
        ?? (string?)resource[BreakableTarget.Urn]?["ContosoLogin"];

    /// <summary>Every request that reached it, in order.</summary>
    public IReadOnlyList<TargetCall> Journal => [.. _journal];

    /// <summary>Calls that write.</summary>
    public IReadOnlyList<TargetCall> Writes => [.. _journal.Where(call => call.Method is not "GET")];

    public IReadOnlyList<JsonObject> Users => _store.All("Users");

    public IReadOnlyList<JsonObject> Groups => _store.All("Groups");

    /// <summary>Resources that were made although one with the same key was there.</summary>
    public int DuplicateCreates => _store.Duplicates;

    public static async Task<ScriptedTarget> StartAsync(TargetDefects? defects = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var target = new ScriptedTarget { Defects = defects ?? new TargetDefects() };
        var app = builder.Build();
        app.Run(target.ServeAsync);
        await app.StartAsync();
        target._app = app;
        return target;
    }

    /// <summary>Resources of any type.</summary>
    public IReadOnlyList<JsonObject> Resources(string endpoint) => _store.All(endpoint);

    /// <summary>Ids of a group's members, sorted.</summary>
    public IReadOnlyList<string> MembersOf(string groupId) =>
        [.. (Groups.Single(group => (string?)group["id"] == groupId)["members"] as JsonArray ?? []).Select(member => member!["value"]!.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>Puts a resource there as somebody else would; its id.</summary>
    public string Add(string endpoint, JsonObject resource) => _store.Add(endpoint, resource);

    /// <summary>Changes a resource as somebody else would; false when it is not there.</summary>
    public bool Edit(string endpoint, string id, Action<JsonObject> edit) => _store.Edit(endpoint, id, edit);

    public bool Remove(string endpoint, string id) => _store.Remove(endpoint, id);

    /// <summary>From now on the calls that fit have this fault, as often as said. The rule made last comes first.</summary>
    public void On(Func<TargetCall, bool> when, ScriptedFault fault, int times = int.MaxValue)
    {
        lock (_rules)
            _rules.Insert(0, new Rule(when, fault) { Left = times });
    }

    /// <summary>No faults any more.</summary>
    public void Heal()
    {
        lock (_rules)
            _rules.Clear();
    }

    public int Count(string method, string endpoint = "") =>
        _journal.Count(call => call.Method == method && (endpoint.Length == 0 || call.Endpoint.Equals(endpoint, StringComparison.OrdinalIgnoreCase)));

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app!.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    internal static bool IsInactive(JsonObject resource) => string.Equals(resource["active"]?.ToString(), "false", StringComparison.OrdinalIgnoreCase);

    internal JsonObject Show(JsonObject resource, IQueryCollection? query)
    {
        var shown = (JsonObject)resource.DeepClone();
        var excluded = query?["excludedAttributes"].ToString() ?? "";
        if (!Defects.IgnoresExcludedAttributes)
        {
            foreach (var name in excluded.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                shown.Remove(TargetPath.Key(shown, name));
        }

        if (Defects.AnswersTextBooleans && shown["active"] is { } active)
            shown["active"] = bool.TryParse(active.ToString(), out var flag) ? (flag ? "True" : "False") : active.DeepClone();
        return shown;
    }

    private async Task ServeAsync(HttpContext context)
    {
        var call = await ReadAsync(context.Request);
        _journal.Enqueue(call);
        var fault = Fault(call);
        if (fault?.Before is { } before)
            await before(context.RequestAborted);
        var (status, answer) = fault is { Does: false } ? (fault.Status ?? 500, null) : Do(call, context.Request);
        if (fault?.After is { } after)
            await after(context.RequestAborted);
        if (fault?.Breaks == true)
        {
            context.Abort();
            return;
        }

        call.Status = context.Response.StatusCode = fault?.Status ?? status;
        context.Response.ContentType = Defects.WrongContentType ? "text/html" : "application/scim+json";
        if (fault?.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = wait;
        if ((fault?.Body ?? (fault is { Status: not null } ? null : answer?.ToJsonString())) is { } text)
            await context.Response.WriteAsync(text);
    }

    private async Task<TargetCall> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var path = request.Path.Value!;
        var below = path.StartsWith("/scim", StringComparison.Ordinal) ? path["/scim".Length..] : path;
        return new TargetCall(Interlocked.Increment(ref _calls), request.Method, below + Uri.UnescapeDataString(request.QueryString.Value!), Parse(text))
        {
            BodyText = text,
            Trace = request.Headers.TraceParent,
            IfMatch = request.Headers.IfMatch,
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ScriptedFault? Fault(TargetCall call)
    {
        lock (_rules)
        {
            var rule = _rules.Find(candidate => candidate.Left > 0 && candidate.When(call));
            if (rule is null)
                return null;
            rule.Left--;
            return rule.Fault;
        }
    }

    private (int Status, JsonNode? Answer) Do(TargetCall call, HttpRequest request)
    {
        try
        {
            if (call.Endpoint == "token")
                return IssueToken(call);
            if (!Tokens.Any(token => request.Headers.Authorization == "Bearer " + token))
                throw new TargetRefusal(401, null, "The token is not right.");
            if (call.Endpoint is "ServiceProviderConfig" or "ResourceTypes" or "Schemas")
                return Defects.NoDiscovery ? (404, null) : (200, TargetDescription.Find(this, call.Endpoint));
            return _store.Do(call, request.Query);
        }
        catch (TargetRefusal refusal)
        {
            return (refusal.Status, new JsonObject
            {
                ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:Error"),
                ["status"] = refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["scimType"] = refusal.ScimType,
                ["detail"] = refusal.Message,
            });
        }
    }

    private (int Status, JsonNode? Answer) IssueToken(TargetCall call)
    {
        var form = System.Web.HttpUtility.ParseQueryString(call.BodyText);
        if (form["grant_type"] != "client_credentials" || form["client_id"] != "client" || !ClientSecrets.Contains(form["client_secret"] ?? ""))
            return (401, new JsonObject { ["error"] = "invalid_client" });
        var token = $"issued-{call.Number}";
        Tokens.Add(token);
        return (200, new JsonObject { ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = TokenSeconds });
    }

    private sealed class Rule(Func<TargetCall, bool> when, ScriptedFault fault)
    {
        public Func<TargetCall, bool> When { get; } = when;

        public ScriptedFault Fault { get; } = fault;

        public int Left { get; set; }
    }
}
