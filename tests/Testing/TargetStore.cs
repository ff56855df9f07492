using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Sutler.Testing;

/// <summary>The resources of a <see cref="ScriptedTarget"/>, by endpoint, in the order of their making. Safe for concurrent callers.</summary>
internal sealed class TargetStore(ScriptedTarget target)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<JsonObject>> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _posted = new(StringComparer.Ordinal);
    private int _ids;
    private int _duplicates;

    public int Duplicates => Volatile.Read(ref _duplicates);

    private TargetDefects Defects => target.Defects;

    public IReadOnlyList<JsonObject> All(string endpoint)
    {
        lock (_lock)
            return [.. Of(endpoint).Select(item => (JsonObject)item.DeepClone())];
    }

    public string Add(string endpoint, JsonObject resource)
    {
        lock (_lock)
            return Keep(endpoint, (JsonObject)resource.DeepClone());
    }

    public bool Edit(string endpoint, string id, Action<JsonObject> edit)
    {
        lock (_lock)
        {
            if (Of(endpoint).Find(item => (string?)item["id"] == id) is not { } found)
                return false;
            edit(found);
            Touch(found);
            return true;
        }
    }

    public bool Remove(string endpoint, string id)
    {
        lock (_lock)
            return Of(endpoint).RemoveAll(item => (string?)item["id"] == id) > 0;
    }

    public (int Status, JsonNode? Answer) Do(TargetCall call, IQueryCollection query)
    {
        lock (_lock)
        {
            if (call.Id is null)
                return call.Method == "POST" ? Post(call) : call.Method == "GET" ? (200, new TargetPages(target).Read(Of(call.Endpoint), query)) : (405, null);
            var found = Of(call.Endpoint).Find(item => (string?)item["id"] == call.Id && !(Defects.HidesInactive && call.Method == "GET" && ScriptedTarget.IsInactive(item)));
            if (found is null)
                throw new TargetRefusal(404, null, $"There is no resource '{call.Id}'.");
            if (call.IfMatch is { } version && !Defects.IgnoresIfMatch && call.Method != "GET" && version != found["meta"]?["version"]?.ToString())
                throw new TargetRefusal(412, null, "The version is another.");
            return call.Method switch
            {
                "GET" => (200, target.Show(found, query)),
                "DELETE" => (Of(call.Endpoint).Remove(found) ? 204 : 404, null),
                "PATCH" => Patch(call, found),
                "PUT" => Put(found, call.Body!),
                _ => (405, null),
            };
        }
    }

    private (int Status, JsonNode? Answer) Post(TargetCall call)
    {
        var body = call.Body ?? throw new TargetRefusal(400, "invalidSyntax", "No body.");
        if (!_posted.Add(call.Endpoint + body.ToJsonString()) && Defects.RefusesRepeatedPost)
            throw new TargetRefusal(409, "uniqueness", "This was sent before.");
        if (target.Key(call.Endpoint, body) is { } key && Of(call.Endpoint).Exists(item => string.Equals(target.Key(call.Endpoint, item), key, StringComparison.OrdinalIgnoreCase)))
        {
            if (!Defects.AllowsDuplicates)
                throw new TargetRefusal(409, "uniqueness", $"'{key}' is taken.");
            Interlocked.Increment(ref _duplicates);
        }

        var made = (JsonObject)body.DeepClone();
        Keep(call.Endpoint, made);
        return (201, target.Show(made, null));
    }

    private (int Status, JsonNode? Answer) Patch(TargetCall call, JsonObject found)
    {
        var changed = new TargetPatch(Defects).Apply(found, call.Body ?? throw new TargetRefusal(400, "invalidSyntax", "No body."));
        var list = Of(call.Endpoint);
        list[list.IndexOf(found)] = changed;
        Touch(changed);
        return call.Endpoint.Equals("Groups", StringComparison.OrdinalIgnoreCase) ? (204, null) : (200, target.Show(changed, null));
    }

    private (int Status, JsonNode? Answer) Put(JsonObject found, JsonObject body)
    {
        foreach (var name in found.Select(pair => pair.Key).Where(name => name is not ("id" or "meta")).ToList())
            found.Remove(name);
        foreach (var (name, value) in body.Where(pair => pair.Key is not ("id" or "meta")))
            found[name] = value?.DeepClone();
        Touch(found);
        return (200, target.Show(found, null));
    }

    private string Keep(string endpoint, JsonObject resource)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"t-{++_ids}");
        resource["id"] = id;
        Touch(resource);
        Of(endpoint).Add(resource);
        return id;
    }

    private void Touch(JsonObject resource)
    {
        if (Defects.ReformatsText)
            Reformat(resource, top: true);
        var old = resource["meta"]?["version"]?.ToString() is { } version ? int.Parse(version[3..^1], CultureInfo.InvariantCulture) : 0;
        resource["meta"] = new JsonObject { ["resourceType"] = resource["meta"]?["resourceType"]?.DeepClone(), ["version"] = $"W/\"{old + 1}\"" };
    }

    private static void Reformat(JsonObject item, bool top)
    {
        foreach (var (name, value) in item.ToList())
        {
            if (top && name is "id" or "meta" or "schemas" or "externalId" or "userName")
                continue;
            if (value is JsonObject inner)
                Reformat(inner, top: false);
            else if (value?.GetValueKind() == JsonValueKind.String)
                item[name] = value.ToString().ToUpperInvariant();
        }
    }

    private List<JsonObject> Of(string endpoint)
    {
        if (!_resources.TryGetValue(endpoint.Trim('/'), out var list))
            _resources[endpoint.Trim('/')] = list = [];
        return list;
    }
}
