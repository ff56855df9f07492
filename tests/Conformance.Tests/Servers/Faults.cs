using System.Globalization;
using System.Text.Json.Nodes;

namespace Sutler.Conformance.Tests.Servers;

/// <summary>Wrong servers by name.</summary>
internal static class Faults
{
    public static Fault Create(string name) => name switch
    {
        "none" => new Fault(),
        "charset" => Answers((_, answer) => answer.With("Content-Type", "application/scim+json; charset=utf-8")),
        "plain json" => Answers((_, answer) => answer.With("Content-Type", "application/json")),
        "password returned" => Password(),
        "version bumped" => Versions(),
        "unknown attribute refused" => Refuses(request => request.Path.Contains("PLACEHOLDER", StringComparison.Ordinal) || request.Path.Contains("noSuchAttribute", StringComparison.Ordinal)),
        "capitals refused" => Refuses(request => request.Body?.Contains("\"Replace\"", StringComparison.Ordinal) == true),
        "filter ignored" => Requests(request => request.Without("filter")),
        "paging ignored" => Requests(request => request.Without("startIndex").Without("count")),
        "excluded ignored" => Requests(request => request.Without("excludedAttributes")),
        "conditions ignored" => Requests(request => request with { Headers = request.Headers.Where(pair => !pair.Key.StartsWith("If-", StringComparison.OrdinalIgnoreCase)).ToDictionary() }),
        "nothing deleted" => new Fault { Instead = request => request.Method == "DELETE" ? Answer(204, "") : null },
        "empty list is 404" => Answers((_, answer) => answer.Body.Contains("\"totalResults\":0", StringComparison.Ordinal) ? Answer(404, "") : answer),
        "created is 200" => Answers((_, answer) => answer.Status == 201 ? answer with { Status = 200 } : answer),
        "no location" => Answers((_, answer) => answer.With("Location", null)),
        "conflict is 400" => Answers((_, answer) => answer.Status == 409 ? answer with { Status = 400 } : answer),
        "status as number" => Answers((_, answer) => answer.Change(document => Number(document, "status"))),
        "no challenge" => Answers((_, answer) => answer.With("WWW-Authenticate", null)),
        "token not asked" => Requests(request => request with { Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + DemoHost.Token } }),
        "booleans as strings" => Answers((_, answer) => answer.ChangeResources(resource => Text(resource, "active"))),
        "meta missing" => Answers((_, answer) => answer.ChangeResources(resource => resource.Remove("meta"))),
        "filtered removal empties" => Requests(request => request.Method == "PATCH" ? request with { Body = request.Body?.Replace("members[value eq ", "members[value ne ", StringComparison.Ordinal) } : request),
        _ => throw new ArgumentException($"there is no fault '{name}'", nameof(name)),
    };

    private static Fault Requests(Func<ProxyRequest, ProxyRequest> change) => new() { Request = change };

    private static Fault Answers(Func<ProxyRequest, ProxyAnswer, ProxyAnswer> change) => new() { Answer = change };

    private static Fault Refuses(Func<ProxyRequest, bool> what) => new()
    {
        Instead = request => what(request)
            ? Answer(400, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidFilter"}""")
            : null,
    };

    private static Fault Password()
    {
        var password = "";
        return new Fault
        {
            Request = request =>
            {
                if (request.Body is { } body && body.Contains("\"password\"", StringComparison.Ordinal))
                    password = JsonNode.Parse(body)?["password"]?.ToString() ?? password;
                return request;
            },
            Answer = (_, answer) => password.Length == 0 ? answer : answer.ChangeResources(resource => resource["password"] = password),
        };
    }

    private static Fault Versions()
    {
        var number = 0;
        return new Fault
        {
            Request = request =>
            {
                number += request.Method == "PATCH" ? 1 : 0;
                return request;
            },
            Answer = (_, answer) => answer.ChangeResources(resource =>
            {
                if (resource["meta"] is JsonObject meta)
                    meta["version"] = $"W/\"{number.ToString(CultureInfo.InvariantCulture)}\"";
            }),
        };
    }

    private static ProxyAnswer Answer(int status, string body) =>
        new(status, body) { Headers = body.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Content-Type"] = "application/scim+json" } };

    private static void Number(JsonObject document, string name)
    {
        if (document[name] is JsonValue value && int.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var number))
            document[name] = number;
    }

    private static void Text(JsonObject document, string name)
    {
        if (document[name] is { } value)
            document[name] = value.ToString();
    }
}
