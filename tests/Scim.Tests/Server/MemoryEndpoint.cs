using Sutler.Scim.Schemas;
using Sutler.Scim.Server;

namespace Sutler.Scim.Tests.Server;

/// <summary>A SCIM server in memory. Keeps the last requests for the tests to look at.</summary>
internal sealed class MemoryEndpoint : IScimEndpoint
{
    public const string Token = "the token";

    private readonly Dictionary<string, MemoryHandler> _handlers = new(StringComparer.Ordinal);

    public MemoryEndpoint()
    {
        Users = new MemoryHandler(this, TestSchemas.User);
        Groups = new MemoryHandler(this, TestSchemas.Group);
        (_handlers["User"], _handlers["Group"]) = (Users, Groups);
    }

    public MemoryHandler Users { get; }

    public MemoryHandler Groups { get; }

    public ListRequest? LastList { get; set; }

    public ReadRequest? LastRead { get; set; }

    public WriteRequest? LastWrite { get; set; }

    /// <summary>Thrown by reads by id, where set.</summary>
    public Exception? Failure { get; set; }

    public ServiceProviderConfig Config { get; init; } = new()
    {
        MaxResults = 200,
        Sort = true,
        ETag = true,
        Cursor = true,
        BulkMaxOperations = 100,
        BulkMaxPayloadSize = 1 << 20,
    };

    public IReadOnlyList<ResourceType> ResourceTypes { get; } = [TestSchemas.UserType, TestSchemas.GroupType];

    public IReadOnlyList<SchemaDefinition> Schemas { get; } = [TestSchemas.UserDefinition, TestSchemas.EnterpriseDefinition, TestSchemas.GroupDefinition];

    public bool Accepts(string bearerToken) => bearerToken == Token;

    public IScimResourceHandler Handler(ResourceType resourceType) => _handlers[resourceType.Name];
}
