using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Gateway;
using Sutler.Host.View;

namespace Sutler.Host.Connections;

/// <summary>
/// One object type of a connector as the gateway shows it: its names on the wire, its view, and the constant parts of every resource as
/// UTF-8.
/// </summary>
internal sealed class ExposedType
{
    /// <summary>URN prefix of the extension that carries a connector's attributes (H/SCIM-11).</summary>
    public const string ExtensionPrefix = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:";

    private readonly FrozenDictionary<string, AttributeSchema> _attributes;
    private readonly FrozenSet<string> _anchor;
    private readonly byte[]?[] _heads;

    public ExposedType(ObjectTypeSchema schema, TypeNames names, bool rename)
    {
        Schema = schema;
        Config = names.Of(schema.Name)!;
        Names = names;
        View = ViewBuilder.Build(schema, names, rename);
        _attributes = schema.Attributes.ToFrozenDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);
        _anchor = schema.Anchor.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _heads = new byte[1 << (View.Sections.Count - 1)][];
        AfterContent = JsonBytes($",\"meta\":{{\"resourceType\":\"{Escape(ResourceType)}\",\"created\":\"");
    }

    public ObjectTypeSchema Schema { get; }

    public ObjectTypeConfig Config { get; }

    public TypeNames Names { get; }

    public ResourceView View { get; }

    /// <summary>Name of the type in the connector.</summary>
    public string Name => Schema.Name;

    public string ResourceType => Config.ResourceType;

    /// <summary>Path below the base URL, such as <c>/Users</c>.</summary>
    public string Endpoint => Config.Endpoint;

    /// <summary>Writes what shows who refers to an object; bound once, before the first request. Null when there is nothing of the kind.</summary>
    public InverseWriter? Inverse { get; set; }

    /// <summary>Everything between the attributes and the creation time.</summary>
    public byte[] AfterContent { get; }

    public AttributeSchema? Attribute(string name) => _attributes.GetValueOrDefault(name);

    public bool IsAnchor(string name) => _anchor.Contains(name);

    /// <summary>The version of a resource, as <c>ETag</c> and <c>meta.version</c> say it.</summary>
    public string Version(CacheEntry entry) =>
        Inverse?.Mark(entry) is { } mark ? string.Create(CultureInfo.InvariantCulture, $"W/\"{entry.Version}.{mark}\"") : entry.ETag;

    /// <summary>Everything before the id of a resource that has attributes of these extensions.</summary>
    public byte[] Head(int extensions) => _heads[extensions] ??= NewHead(extensions);

    private byte[] NewHead(int extensions)
    {
        var urns = new StringBuilder("\"").Append(Escape(View.ResourceType.Schema)).Append('"');
        for (var i = 1; i < View.Sections.Count; i++)
        {
            if ((extensions & (1 << (i - 1))) != 0)
                urns.Append(",\"").Append(Escape(View.Sections[i].Urn!)).Append('"');
        }

        return JsonBytes($"{{\"schemas\":[{urns.ToString()}],\"id\":\"");
    }

    private static string Escape(string text) => JsonEncodedText.Encode(text).ToString();

    private static byte[] JsonBytes(string text) => Encoding.UTF8.GetBytes(text);
}
