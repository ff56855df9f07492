using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Cache;

/// <summary>What the target was seen to hold under one id.</summary>
/// <param name="Type">Type of the object.</param>
/// <param name="Id">Its SCIM id.</param>
/// <param name="Object">The object; null when the target has none.</param>
internal readonly record struct Sighting(ExposedType Type, string Id, ConnectorObject? Object)
{
    /// <summary>Lists that <see cref="Object"/> lacks because they were not read; null when it is whole.</summary>
    public UnreadLists? Unread { get; init; }

    public static Sighting Of(ExposedType type, ConnectorObject found) => new(type, ScimId.Encode(found.Anchor), found);
}
