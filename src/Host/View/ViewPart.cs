using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>A sub-attribute that is a simple attribute of the connector.</summary>
/// <param name="Definition">The sub-attribute as <c>/Schemas</c> describes it.</param>
/// <param name="Source">The connector's attribute.</param>
internal sealed record ViewPart(SchemaAttribute Definition, AttributeSchema Source)
{
    private readonly JsonEncodedText _name = JsonEncodedText.Encode(Definition.Name, ValueWriter.Encoder);

    public static bool AnyHas(IEnumerable<ViewPart> parts, IReadOnlyDictionary<string, object> values) =>
        parts.Any(p => !p.Source.WriteOnly && values.ContainsKey(p.Source.Name));

    public void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values)
    {
        if (Source.WriteOnly || !values.TryGetValue(Source.Name, out var value))
            return;
        writer.WritePropertyName(_name);
        ValueWriter.Write(writer, Source, ValueWriter.Fitting(Definition, value), ReferenceShape.IdOnly);
    }

    public void Read(JsonObject? holder, ValueReader reader, ValueSink sink) =>
        sink.Take(Source.Name, holder is null ? null : reader.Read(Source, ValueReader.Member(holder, Definition.Name)));
}
