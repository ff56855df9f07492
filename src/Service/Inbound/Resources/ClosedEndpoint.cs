using Sutler.Scim.Schemas;
using Sutler.Scim.Server;

namespace Sutler.Service.Inbound.Resources;

/// <summary>What a request without a good token meets: no token opens it, so that it is answered with 401, whichever clients there are.</summary>
internal sealed class ClosedEndpoint : IScimEndpoint
{
    public static readonly ClosedEndpoint Instance = new();

    public ServiceProviderConfig Config { get; } = new();

    public IReadOnlyList<ResourceType> ResourceTypes => [];

    public IReadOnlyList<SchemaDefinition> Schemas => [];

    public bool Accepts(string bearerToken) => false;

    public IScimResourceHandler Handler(ResourceType resourceType) => throw new InvalidOperationException("Nobody gets past the token.");
}
