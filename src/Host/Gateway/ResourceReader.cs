using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Scim.Errors;

namespace Sutler.Host.Gateway;

/// <summary>Reads the connector's attributes out of a SCIM resource, from its extension or from the top level.</summary>
internal static class ResourceReader
{
    /// <summary>The attributes that have a value, by name.</summary>
    /// <exception cref="ScimException">An attribute is unknown, or a value does not fit.</exception>
    public static Dictionary<string, object> Read(ExposedType type, JsonObject resource)
    {
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, node) in resource)
        {
            if (string.Equals(key, type.Urn, StringComparison.OrdinalIgnoreCase))
                ReadExtension(type, node, values);
            else if (!IsCommon(key))
                Take(type, key, node, values);
        }

        return values;
    }

    /// <summary>The anchor, when all its values are given; null when the target has to make it.</summary>
    public static Anchor? Anchor(ExposedType type, IReadOnlyDictionary<string, object> values)
    {
        var parts = new string[type.Schema.Anchor.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!values.TryGetValue(type.Schema.Anchor[i], out var value) || AnchorText.Of(value) is not { Length: > 0 } text)
                return null;
            parts[i] = text;
        }

        return new Anchor(parts);
    }

    private static void ReadExtension(ExposedType type, JsonNode? node, Dictionary<string, object> values)
    {
        if (node is null)
            return;
        if (node is not JsonObject extension)
            throw new ScimException(400, ScimErrorType.InvalidSyntax, $"{type.Urn} must be an object with the attributes of the {type.ResourceType}.");
        foreach (var (key, value) in extension)
            Take(type, key, value, values);
    }

    private static void Take(ExposedType type, string key, JsonNode? node, Dictionary<string, object> values)
    {
        var attribute = type.Attribute(key) ?? throw Unknown(type, key);
        if (AttributeReader.Read(attribute, node) is { } value)
            values[attribute.Name] = value;
        else
            values.Remove(attribute.Name);
    }

    /// <summary>What a resource carries beside its attributes: the server's own, and the client's id that this host does not keep.</summary>
    private static bool IsCommon(string key) =>
        key.ToUpperInvariant() is "SCHEMAS" or "ID" or "META" or "EXTERNALID";

    private static ScimException Unknown(ExposedType type, string key) =>
        new(
            400,
            ScimErrorType.InvalidValue,
            $"'{(key.Length > 100 ? key[..100] : key)}' is not an attribute of {type.Urn}. Known: {string.Join(", ", type.Schema.Attributes.Take(50).Select(a => a.Name))}.");
}
