using Sutler.Connectors.Sdk;
using Sutler.Host.View;

namespace Sutler.Host.Connections;

/// <summary>What a connection's schema comes down to.</summary>
/// <param name="All">Its exposed types.</param>
/// <param name="Fingerprint">See <see cref="ConnectionKey"/>.</param>
/// <param name="NeedsImport">Whether the stored objects, if any, stem from other settings.</param>
internal sealed record ConnectionTypes(IReadOnlyList<ExposedType> All, string Fingerprint, bool NeedsImport)
{
    public IReadOnlyDictionary<string, ExposedType> ByName { get; } = All.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The types that the connector has, under the names that the file gives them.</summary>
    /// <exception cref="ConnectorException">The file names a type that is not there, or two types would share a name or path.</exception>
    public static List<ExposedType> Expose(ConnectionConfig config, ConnectorSchema schema, bool rename)
    {
        foreach (var name in config.ObjectTypes.Keys)
        {
            if (!schema.ObjectTypes.Any(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)))
                throw Invalid($"objectTypes.{name}: the connector has no such object type. It has: {string.Join(", ", schema.ObjectTypes.Select(t => t.Name))}.");
        }

        var names = new TypeNames(schema.ObjectTypes.Select(t => (t.Name, config.Exposure(t.Name))));
        var types = schema.ObjectTypes.Select(t => new ExposedType(t, names, rename)).ToList();
        return types.DistinctBy(t => t.Endpoint, StringComparer.OrdinalIgnoreCase).Count() == types.Count
            && types.DistinctBy(t => t.ResourceType, StringComparer.OrdinalIgnoreCase).Count() == types.Count
                ? types
                : throw Invalid("objectTypes: two object types have the same resourceType or endpoint. Give each its own.");
    }

    private static ConnectorException Invalid(string message) => new(new ConnectorError(ConnectorErrorKind.Invalid, message));
}
