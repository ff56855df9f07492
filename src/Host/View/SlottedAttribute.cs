using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>
/// A multi-valued SCIM attribute of which each value has a fixed place in the connector's object: <c>emails[type eq "work"].value ← Email</c>.
/// A value that fits no slot has nowhere to go and is refused, not lost.
/// </summary>
internal sealed class SlottedAttribute(SchemaAttribute definition, IReadOnlyList<ViewSlot> slots) : ViewAttribute(definition)
{
    public override IEnumerable<string> Sources => slots.SelectMany(s => s.Parts).Select(p => p.Source.Name);

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values)
    {
        var begun = false;
        foreach (var slot in slots)
        {
            if (!ViewPart.AnyHas(slot.Parts, values))
                continue;
            if (!begun)
            {
                writer.WritePropertyName(Name);
                writer.WriteStartArray();
                begun = true;
            }

            slot.Write(writer, values);
        }

        if (begun)
            writer.WriteEndArray();
    }

    public override void Read(JsonNode? node, ValueReader reader, ValueSink sink)
    {
        List<JsonObject> items = node switch
        {
            JsonArray array => [.. array.OfType<JsonObject>()],
            JsonObject single => [single],
            _ => [],
        };
        foreach (var slot in slots)
        {
            var item = items.Find(slot.Fits);
            if (item is not null)
                items.Remove(item);
            foreach (var part in slot.Parts)
                part.Read(item, reader, sink);
        }

        if (items is not [])
        {
            throw new ScimException(
                400,
                ScimErrorType.InvalidValue,
                $"{Definition.Name}: the target has no place for one of the values. It takes one each of: {string.Join(", ", slots)}.");
        }
    }

    public override AttributeSchema? Direct(string? subAttribute) => null;
}
