using System.Security.Cryptography;
using Sutler.Host.Connections;
using Sutler.Scim.Schemas;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>A connection behind its SCIM base URL.</summary>
internal sealed class ConnectionEndpoint(Connection connection) : IScimEndpoint
{
    private const int MaxBulkOperations = 1000;
    private const int MaxBulkBytes = 2 << 20;

    private static readonly ServiceProviderConfig _config = new()
    {
        ETag = true,
        Sort = true,
        Cursor = true,
        MaxResults = ListHandler.MaxResults,
        BulkMaxOperations = MaxBulkOperations,
        BulkMaxPayloadSize = MaxBulkBytes,
    };

    private static readonly ServiceProviderConfig _configWithPassword = _config with { ChangePassword = true };

    public ServiceProviderConfig Config => connection.Gateway?.Schemas.Any(HasPassword) == true ? _configWithPassword : _config;

    public IReadOnlyList<ResourceType> ResourceTypes => Running.ResourceTypes;

    public IReadOnlyList<SchemaDefinition> Schemas => Running.Schemas;

    private ConnectionGateway Running => connection.Gateway ?? throw Unavailable.Starting();

    public bool Accepts(string bearerToken) => CryptographicOperations.FixedTimeEquals(ConnectionKey.Token(bearerToken), connection.TokenHash);

    public IScimResourceHandler Handler(ResourceType resourceType) => Running.Handler(resourceType);

    private static bool HasPassword(SchemaDefinition schema) =>
        schema.Attributes.Any(attribute => attribute is { Name: "password", Mutability: SchemaMutability.WriteOnly or SchemaMutability.ReadWrite });
}
