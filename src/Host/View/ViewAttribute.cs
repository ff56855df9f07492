using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>One SCIM attribute and what of the connector stands behind it. Immutable.</summary>
/// <param name="definition">The attribute as <c>/Schemas</c> describes it.</param>
internal abstract class ViewAttribute(SchemaAttribute definition)
{
    public SchemaAttribute Definition { get; } = definition;

    /// <summary>Names of the connector's attributes that it shows.</summary>
    public abstract IEnumerable<string> Sources { get; }

    protected JsonEncodedText Name { get; } = JsonEncodedText.Encode(definition.Name, ValueWriter.Encoder);

    /// <summary>Writes name and value, where there is a value.</summary>
    public abstract void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values);

    /// <summary>Takes the connector's values out of the JSON; a source that the JSON does not mention has none.</summary>
    /// <exception cref="Scim.Errors.ScimException">A value does not fit its attribute.</exception>
    public abstract void Read(JsonNode? node, ValueReader reader, ValueSink sink);

    /// <summary>The connector's attribute behind the path, where it stands there as it is: one value, not part of another.</summary>
    public abstract AttributeSchema? Direct(string? subAttribute);
}
