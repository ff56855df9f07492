using System.Text.Json;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.View;

namespace Sutler.Host.Connections;

/// <summary>What a connection's schema comes down to.</summary>
/// <param name="All">Its exposed types.</param>
/// <param name="Settings">Hash of the settings, see <see cref="ConnectionKey"/>.</param>
/// <param name="SchemaJson">The connector's schema.</param>
internal sealed record ConnectionTypes(IReadOnlyList<ExposedType> All, string Settings, string SchemaJson)
{
    /// <summary>Changes when objects read before may no longer be what the target would now show: other settings, another schema.</summary>
    public string Fingerprint { get; } = ConnectionKey.Hash($"{Settings}\n{SchemaJson}");

    public IReadOnlyDictionary<string, ExposedType> ByName { get; } = All.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the file and the connector's schema come down to.</summary>
    /// <exception cref="ConnectorException">They do not fit together.</exception>
    public static ConnectionTypes Of(ConnectionConfig config, ConnectorSchema schema, bool rename) =>
        new(Expose(config, schema, rename), ConnectionKey.Settings(config), JsonSerializer.Serialize(schema));

    /// <summary>What a start without the target works with; null when the schema was read under other settings, or by a program that wrote it otherwise.</summary>
    public static (ConnectionTypes Types, ConnectorSchema Schema)? Kept(ConnectionConfig config, ImportMark? mark, bool rename)
    {
        if (mark?.Schema is not { } json || mark.Settings != ConnectionKey.Settings(config))
            return null;
        try
        {
            var schema = JsonSerializer.Deserialize<ConnectorSchema>(json)!;
            var types = Of(config, schema, rename);
            return types.Fingerprint == mark.Fingerprint ? (types, schema) : null;
        }
        catch (Exception e) when (e is JsonException or ConnectorException or NotSupportedException)
        {
            return null;
        }
    }

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
