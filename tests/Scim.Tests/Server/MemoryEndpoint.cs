using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server;

namespace Sutler.Scim.Tests.Server;

/// <summary>A SCIM server in memory, as a handler would be written. Keeps the last requests for the tests to look at.</summary>
internal sealed class MemoryEndpoint : IScimEndpoint, IScimResourceHandler
{
    public const string Token = "the token";

    private readonly ConcurrentDictionary<string, JsonObject> _users = new(StringComparer.Ordinal);
    private int _lastId;

    public ListRequest? LastList { get; private set; }

    public ReadRequest? LastRead { get; private set; }

    public WriteRequest? LastWrite { get; private set; }

    /// <summary>Thrown by reads by id, where set.</summary>
    public Exception? Failure { get; set; }

    public ServiceProviderConfig Config { get; init; } = new() { MaxResults = 200 };

    public IReadOnlyList<ResourceType> ResourceTypes => [TestSchemas.UserType];

    public IReadOnlyList<SchemaDefinition> Schemas => [TestSchemas.UserDefinition, TestSchemas.EnterpriseDefinition];

    public bool Accepts(string bearerToken) => bearerToken == Token;

    public IScimResourceHandler Handler(ResourceType resourceType) => this;

    public ValueTask<ScimAnswer> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        LastList = request;
        var test = request.Filter is null ? _ => true : FilterEvaluator.Compile(request.Filter, TestSchemas.User);
        var found = _users.Values.Where(user => test(JsonSerializer.SerializeToElement(user))).ToList();
        var page = found.Skip(request.StartIndex - 1).Take(request.Count ?? Config.MaxResults)
            .Select(user => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(user)).ToList();
        return ValueTask.FromResult(new ScimAnswer(200)
        {
            WriteBody = body => ListResponseWriter.Write(body, found.Count, request.StartIndex, page),
            Age = request.NoCache ? null : TimeSpan.FromSeconds(2.5),
        });
    }

    public ValueTask<ScimAnswer> GetAsync(string id, ReadRequest request, CancellationToken cancellationToken)
    {
        LastRead = request;
        return Failure is null ? ValueTask.FromResult(Answer(200, Find(id))) : throw Failure;
    }

    public ValueTask<ScimAnswer> CreateAsync(JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        LastWrite = request;
        var user = ResourceNormalizer.Normalize(resource, TestSchemas.User);
        if (_users.Values.Any(other => string.Equals((string?)other["userName"], (string?)user["userName"], StringComparison.OrdinalIgnoreCase)))
            throw new ScimException(409, ScimErrorType.Uniqueness, "The userName is taken.");
        var id = $"u{Interlocked.Increment(ref _lastId)}";
        user["id"] = id;
        _users[id] = user;
        return ValueTask.FromResult(Answer(201, user) with { Location = $"{request.BaseUrl}/Users/{id}", Version = "W/\"1\"" });
    }

    public ValueTask<ScimAnswer> ReplaceAsync(string id, JsonObject resource, WriteRequest request, CancellationToken cancellationToken)
    {
        LastWrite = request;
        var user = ResourceNormalizer.Replace(Find(id), resource, TestSchemas.User);
        _users[id] = user;
        return ValueTask.FromResult(Answer(200, user));
    }

    public ValueTask<ScimAnswer> PatchAsync(string id, IReadOnlyList<PatchOperation> operations, WriteRequest request, CancellationToken cancellationToken)
    {
        LastWrite = request;
        var result = PatchApplier.Apply(Find(id), operations, TestSchemas.User);
        _users[id] = result.Resource;
        return ValueTask.FromResult(result.Changed ? Answer(200, result.Resource) : new ScimAnswer(204));
    }

    public ValueTask<ScimAnswer> DeleteAsync(string id, WriteRequest request, CancellationToken cancellationToken)
    {
        LastWrite = request;
        Find(id);
        _users.TryRemove(id, out _);
        return ValueTask.FromResult(new ScimAnswer(204));
    }

    private JsonObject Find(string id) =>
        _users.TryGetValue(id, out var user) ? user : throw new ScimException(404, null, $"There is no user '{id}'.");

    private static ScimAnswer Answer(int status, JsonObject user)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(user);
        return new ScimAnswer(status) { WriteBody = body => body.Write(bytes), Length = bytes.Length };
    }
}
