using Sutler.Scim.Schemas;
using Sutler.Scim.Server;
using Sutler.Service.Inbound.Clients;
using Sutler.Service.Secrets;

namespace Sutler.Service.Inbound.Resources;

/// <summary>The directory behind a SCIM base URL, as one client sees it (S/IN-14). Made for one request.</summary>
internal sealed class InboundEndpoint : IScimEndpoint
{
    private const int MostBulkOperations = 1000;
    private const int MostBulkBytes = 4 << 20;

    private static readonly ServiceProviderConfig Told = new()
    {
        ETag = true,
        Sort = true,
        Cursor = true,
        MaxResults = ResourceLister.MostResults,
        BulkMaxOperations = MostBulkOperations,
        BulkMaxPayloadSize = MostBulkBytes,
    };

    private readonly byte[] _tokenHash;
    private readonly ClientSchemas _schemas;
    private readonly UserHandler _users;
    private readonly GroupHandler _groups;

    public InboundEndpoint(InboundClient client, InboundServices services)
    {
        _tokenHash = Convert.FromHexString(client.TokenHash);
        _schemas = services.SchemasOf(client);
        _users = new UserHandler(client, services, _schemas.Users);
        _groups = new GroupHandler(client, services, _schemas.Groups);
    }

    public ServiceProviderConfig Config => Told;

    public IReadOnlyList<ResourceType> ResourceTypes => _schemas.Types;

    public IReadOnlyList<SchemaDefinition> Schemas => _schemas.Schemas;

    public bool Accepts(string bearerToken) => TokenHash.Matches(bearerToken, _tokenHash);

    public IScimResourceHandler Handler(ResourceType resourceType) => resourceType == _schemas.Types[0] ? _users : _groups;
}
