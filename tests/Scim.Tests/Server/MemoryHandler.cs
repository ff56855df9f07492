using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server;
using Sutler.Scim.Server.Paging;

namespace Sutler.Scim.Tests.Server;

/// <summary>The resources of one type in memory, as a handler would be written.</summary>
internal sealed class MemoryHandler(MemoryEndpoint endpoint, ResourceSchema schema) : IScimResourceHandler
{
    private readonly ConcurrentDictionary<string, JsonObject> _resources = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();
    private int _lastId;
    private int _running;

    public ResourceSchema Schema => schema;

    public bool HoldsHidden { get; set; } = true;

    /// <summary>Most writes that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public int Count => _resources.Count;

    public ValueTask<ScimPage> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        endpoint.LastList = request;
        var query = ListQuery.Create(request, schema);
        var found = new List<(PageKey Key, JsonObject Resource)>();
        foreach (var (id, resource) in query.MatchesNothing ? [] : _resources)
        {
            var element = JsonSerializer.SerializeToElement(resource);
            if (query.Test?.Invoke(element) != false)
                found.Add((query.Sorter?.KeyOf(id, element) ?? new PageKey(id), resource));
        }
        found.Sort((left, right) => query.Sorter?.Compare(left.Key, right.Key) ?? string.CompareOrdinal(left.Key.Id, right.Key.Id));
        var window = query.Window(found.Count, endpoint.Config.MaxResults, i => found[i].Key);
        var page = window.ToPage(window.Count, (body, i) => body.Write(Bytes(found[window.First + i].Resource)));
        return ValueTask.FromResult(page with { Age = request.NoCache ? null : TimeSpan.FromSeconds(2.5) });
    }

    public ValueTask<ScimAnswer> GetAsync(string id, ReadRequest request, CancellationToken cancellationToken)
    {
        endpoint.LastRead = request;
        return endpoint.Failure is null ? ValueTask.FromResult(Answer(200, Find(id), request.BaseUrl)) : throw endpoint.Failure;
    }

    public async ValueTask<ScimAnswer> CreateAsync(JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        using var running = await BeginAsync(request);
        var made = ResourceNormalizer.Normalize(resource, schema);
        var name = schema.Type.Name == "User" ? "userName" : "displayName";
        lock (_writing)
        {
            if (_resources.Values.Any(other => string.Equals((string?)other[name], (string?)made[name], StringComparison.OrdinalIgnoreCase)))
                throw new ScimException(409, ScimErrorType.Uniqueness, $"The {name} is taken.");
            var id = $"{char.ToLowerInvariant(schema.Type.Name[0])}{Interlocked.Increment(ref _lastId)}";
            made["id"] = id;
            Keep(id, made, 1);
            return Answer(201, made, request.BaseUrl);
        }
    }

    public async ValueTask<ScimAnswer> ReplaceAsync(string id, JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        using var running = await BeginAsync(request);
        lock (_writing)
        {
            var before = Find(id, request.IfMatch);
            Keep(id, ResourceNormalizer.Replace(before, resource, schema), VersionOf(before) + 1);
            return Answer(200, Find(id), request.BaseUrl);
        }
    }

    public async ValueTask<ScimAnswer> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, WriteRequest request, CancellationToken cancellationToken)
    {
        using var running = await BeginAsync(request);
        lock (_writing)
        {
            var before = Find(id, request.IfMatch);
            var result = PatchApplier.Apply(before, operations, schema);
            if (!result.Changed)
                return new ScimAnswer(204) { Version = $"W/\"{VersionOf(before)}\"" };
            Keep(id, result.Resource, VersionOf(before) + 1);
            return Answer(200, Find(id), request.BaseUrl);
        }
    }

    public async ValueTask<ScimAnswer> DeleteAsync(string id, WriteRequest request, CancellationToken cancellationToken)
    {
        using var running = await BeginAsync(request);
        lock (_writing)
        {
            Find(id, request.IfMatch);
            _resources.TryRemove(id, out _);
        }
        return new ScimAnswer(204);
    }

    private async ValueTask<IDisposable> BeginAsync(WriteRequest request)
    {
        endpoint.LastWrite = request;
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        await Task.Yield();
        return new Running(this);
    }

    private JsonObject Find(string id, string? ifMatch = null)
    {
        var resource = _resources.TryGetValue(id, out var found) ? found : throw new ScimException(404, null, $"There is no {schema.Type.Name.ToLowerInvariant()} '{id}'.");
        return ifMatch is null || EntityTags.Matches(ifMatch, (string)resource["meta"]!["version"]!)
            ? resource
            : throw new ScimException(412, null, "The resource has another version.");
    }

    private void Keep(string id, JsonObject resource, int version)
    {
        resource["meta"] = new JsonObject
        {
            ["resourceType"] = schema.Type.Name,
            ["created"] = "2026-01-01T00:00:00Z",
            ["lastModified"] = string.Create(CultureInfo.InvariantCulture, $"2026-01-01T00:00:{version % 60:00}Z"),
            ["version"] = $"W/\"{version}\"",
        };
        _resources[id] = resource;
    }

    private static int VersionOf(JsonObject resource) => int.Parse(((string)resource["meta"]!["version"]!)[3..^1], CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonObject resource) => JsonSerializer.SerializeToUtf8Bytes(resource);

    private ScimAnswer Answer(int status, JsonObject resource, string baseUrl)
    {
        var bytes = Bytes(resource);
        return new ScimAnswer(status)
        {
            WriteBody = body => body.Write(bytes),
            Length = bytes.Length,
            Location = $"{baseUrl}{schema.Type.Endpoint}/{resource["id"]}",
            Version = (string)resource["meta"]!["version"]!,
        };
    }

    private sealed class Running(MemoryHandler handler) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref handler._running);
    }
}
