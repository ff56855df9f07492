using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>A SCIM attribute that is one attribute of the connector, as a whole: <c>userName ← ContosoLogin</c>, <c>emails ← Emails</c>.</summary>
/// <param name="definition">The attribute as <c>/Schemas</c> describes it.</param>
/// <param name="source">The connector's attribute.</param>
/// <param name="shape">How a reference in it is written.</param>
internal sealed class WholeAttribute(SchemaAttribute definition, AttributeSchema source, ReferenceShape shape) : ViewAttribute(definition)
{
    // A connector that has a list where SCIM shows one value (H/WIZ-81): the first is shown, and a new one takes the place of all.
    private readonly bool _firstOnly = source.MultiValued && !definition.MultiValued;
    private readonly AttributeSchema _shown = source with { MultiValued = definition.MultiValued };

    public override IEnumerable<string> Sources => [source.Name];

    /// <summary>Whether it shows a list of the connector's value by value.</summary>
    public bool IsList => source is { MultiValued: true, WriteOnly: false } && Definition.MultiValued;

    /// <summary>Writes one value of the list as it stands in content.</summary>
    public void WriteItem(Utf8JsonWriter writer, object value) => ValueWriter.Write(writer, _shown, ValueWriter.Fitting(Definition, value), shape);

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values)
    {
        if (source.WriteOnly || !values.TryGetValue(source.Name, out var value) || value is IReadOnlyList<object> { Count: 0 })
            return;
        writer.WritePropertyName(Name);
        var shown = _firstOnly && value is IReadOnlyList<object> list ? list[0] : value;
        ValueWriter.Write(writer, _shown, ValueWriter.Fitting(Definition, shown), shape);
    }

    public override void Read(JsonNode? node, ValueReader reader, ValueSink sink)
    {
        var value = reader.Read(_shown, node);
        sink.Take(source.Name, _firstOnly && value is not null ? (IReadOnlyList<object>)[value] : value);
    }

    public override AttributeSchema? Direct(string? subAttribute) => subAttribute is null && !source.MultiValued ? source : null;
}
