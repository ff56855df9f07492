using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;

namespace Sutler.Host.Export;

/// <summary>What a client wants to write, before it is known what has to change for it. Immutable, so it can be planned again when its object moved on.</summary>
/// <param name="type">Type of the object.</param>
/// <param name="id">SCIM id; null for a create whose anchor the target makes.</param>
internal abstract class WriteIntent(ExposedType type, string? id)
{
    public ExposedType Type { get; } = type;

    public string? Id { get; } = id;

    /// <summary>Works out the change; null when the object already is as wanted. Pure.</summary>
    /// <exception cref="Scim.Errors.ScimException">The write cannot be made on the object as it stands.</exception>
    public abstract ObjectChange? Plan(CacheEntry? current);
}
