using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>A complex SCIM attribute whose parts are attributes of the connector: <c>name.givenName ← FirstName</c>.</summary>
internal sealed class ComposedAttribute(SchemaAttribute definition, IReadOnlyList<ViewPart> parts) : ViewAttribute(definition)
{
    public override IEnumerable<string> Sources => parts.Select(p => p.Source.Name);

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values)
    {
        if (!ViewPart.AnyHas(parts, values))
            return;
        writer.WritePropertyName(Name);
        writer.WriteStartObject();
        foreach (var part in parts)
            part.Write(writer, values);
        writer.WriteEndObject();
    }

    public override void Read(JsonNode? node, ValueReader reader, ValueSink sink)
    {
        foreach (var part in parts)
            part.Read(node as JsonObject, reader, sink);
    }

    public override AttributeSchema? Direct(string? subAttribute) =>
        parts.FirstOrDefault(p => p.Definition.Name.Equals(subAttribute, StringComparison.OrdinalIgnoreCase))?.Source;
}
