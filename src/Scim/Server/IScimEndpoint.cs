using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server;

/// <summary>What stands behind one SCIM base URL: its description and a handler for each resource type.</summary>
public interface IScimEndpoint
{
    /// <summary>What this endpoint can do (RFC 7643 §5).</summary>
    ServiceProviderConfig Config { get; }

    /// <summary>Its resource types (RFC 7643 §6).</summary>
    IReadOnlyList<ResourceType> ResourceTypes { get; }

    /// <summary>Its schemas (RFC 7643 §7).</summary>
    IReadOnlyList<SchemaDefinition> Schemas { get; }

    /// <summary>Whether the bearer token opens this endpoint. Compares in constant time.</summary>
    bool Accepts(string bearerToken);

    /// <summary>The handler of a resource type.</summary>
    IScimResourceHandler Handler(ResourceType resourceType);
}
