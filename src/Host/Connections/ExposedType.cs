using System.Collections.Frozen;
using System.Text.Json;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Connections;

/// <summary>
/// One object type of a connector as the gateway shows it: its names on the wire, and the constant parts of every resource as UTF-8.
/// Immutable.
/// </summary>
internal sealed class ExposedType
{
    /// <summary>URN prefix of the extension that carries a connector's attributes (H/SCIM-11).</summary>
    public const string ExtensionPrefix = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:";

    private readonly FrozenDictionary<string, AttributeSchema> _attributes;
    private readonly FrozenSet<string> _anchor;

    public ExposedType(ObjectTypeSchema schema, ObjectTypeConfig config)
    {
        Schema = schema;
        ResourceType = config.ResourceType;
        Endpoint = config.Endpoint;
        Urn = ExtensionPrefix + config.ResourceType;
        CoreUrn = config.ResourceType is "User" or "Group"
            ? "urn:ietf:params:scim:schemas:core:2.0:" + config.ResourceType
            : "urn:sutler:params:scim:schemas:core:2.0:" + config.ResourceType;
        _attributes = schema.Attributes.ToFrozenDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);
        _anchor = schema.Anchor.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Head = JsonBytes($"{{\"schemas\":[\"{Escape(CoreUrn)}\",\"{Escape(Urn)}\"],\"id\":\"");
        BeforeContent = JsonBytes($"\",\"{Escape(Urn)}\":");
        AfterContent = JsonBytes($",\"meta\":{{\"resourceType\":\"{Escape(ResourceType)}\",\"created\":\"");
    }

    public ObjectTypeSchema Schema { get; }

    /// <summary>Name of the type in the connector.</summary>
    public string Name => Schema.Name;

    public string ResourceType { get; }

    /// <summary>Path below the base URL, such as <c>/Users</c>.</summary>
    public string Endpoint { get; }

    public string Urn { get; }

    public string CoreUrn { get; }

    /// <summary>Everything before the id.</summary>
    public byte[] Head { get; }

    /// <summary>Everything between the id and the attributes.</summary>
    public byte[] BeforeContent { get; }

    /// <summary>Everything between the attributes and the creation time.</summary>
    public byte[] AfterContent { get; }

    public AttributeSchema? Attribute(string name) => _attributes.GetValueOrDefault(name);

    public bool IsAnchor(string name) => _anchor.Contains(name);

    private static string Escape(string text) => JsonEncodedText.Encode(text).ToString();

    private static byte[] JsonBytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
