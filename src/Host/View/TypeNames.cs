using Sutler.Host.Connections;

namespace Sutler.Host.View;

/// <summary>What the object types of one connection are called in SCIM, for references from one to another. Immutable.</summary>
internal sealed class TypeNames
{
    private readonly Dictionary<string, ObjectTypeConfig> _byType = new(StringComparer.OrdinalIgnoreCase);

    public TypeNames(IEnumerable<(string Type, ObjectTypeConfig Config)> types)
    {
        foreach (var (type, config) in types)
            _byType[type] = config;
    }

    /// <summary>How an object type is exposed; null when the connection has none of that name.</summary>
    public ObjectTypeConfig? Of(string type) => _byType.GetValueOrDefault(type);

    /// <summary>The object type with this SCIM resource type; null when there is none.</summary>
    public string? ByResourceType(string resourceType) => Find(c => c.ResourceType.Equals(resourceType, StringComparison.OrdinalIgnoreCase));

    /// <summary>The object type that a <c>$ref</c> points into; null when there is none.</summary>
    public string? ByReference(string uri)
    {
        var parts = uri.TrimEnd('/').Split('/');
        return parts.Length < 2 ? null : Find(c => c.Endpoint.AsSpan(1).Equals(parts[^2], StringComparison.OrdinalIgnoreCase));
    }

    private string? Find(Predicate<ObjectTypeConfig> wanted)
    {
        foreach (var (type, config) in _byType)
        {
            if (wanted(config))
                return type;
        }

        return null;
    }
}
