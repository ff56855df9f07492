using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Gateway;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>Writes attribute values of a connector as JSON in one canonical form, so that equal values are equal bytes.</summary>
internal static class ValueWriter
{
    // The content type is application/scim+json: nothing here is embedded in HTML, so non-ASCII text stays readable and short.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes one value, the parts of a complex one in the order of the schema.</summary>
    /// <exception cref="ConnectorException">The connector made a value of a type that the contract does not know.</exception>
    public static void Write(Utf8JsonWriter writer, AttributeSchema attribute, object value, ReferenceShape shape)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset moment:
                writer.WriteStringValue(moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));
                break;
            case byte[] octets:
                writer.WriteBase64StringValue(octets);
                break;
            case ObjectReference reference:
                writer.WriteStartObject();
                WriteReference(writer, reference, shape);
                writer.WriteEndObject();
                break;
            case IReadOnlyDictionary<string, object> parts:
                WriteParts(writer, attribute, parts, shape);
                break;
            case IReadOnlyList<object> values:
                writer.WriteStartArray();
                foreach (var item in values)
                    Write(writer, attribute, item, shape);
                writer.WriteEndArray();
                break;
            case KeptList kept:
                writer.WriteRawValue(kept.Json.Span, skipInputValidation: true);
                break;
            default:
                throw new ConnectorException($"A connector returned a value of type {value.GetType().Name}, which the connector contract does not know.");
        }
    }

    /// <summary>The value as text where the schema wants text.</summary>
    public static object Fitting(SchemaAttribute definition, object value) => (definition.Type, value) switch
    {
        (not SchemaAttributeType.String, _) or (_, string) => value,
        (_, IReadOnlyList<object> values) => values.Select(v => Fitting(definition, v)).ToList(),
        _ => AnchorText.Of(value) ?? value,
    };

    private static void WriteParts(Utf8JsonWriter writer, AttributeSchema attribute, IReadOnlyDictionary<string, object> parts, ReferenceShape shape)
    {
        writer.WriteStartObject();
        foreach (var part in attribute.SubAttributes)
        {
            if (!parts.TryGetValue(part.Name, out var value))
                continue;
            if (value is ObjectReference reference && part.Name == "value")
            {
                WriteReference(writer, reference, shape);
                continue;
            }

            writer.WritePropertyName(part.Name);
            Write(writer, part, value, shape);
        }

        writer.WriteEndObject();
    }

    // The URI is relative: a stored resource is the same whatever address the host is called by, which the gateway puts before it.
    private static void WriteReference(Utf8JsonWriter writer, ObjectReference reference, ReferenceShape shape)
    {
        var id = ScimId.Encode(reference.Anchor);
        writer.WriteString("value"u8, id);
        if (shape.Names?.Of(reference.ObjectType) is not { } names)
            return;
        if (shape.Uri)
            writer.WriteString("$ref"u8, $"..{names.Endpoint}/{id}");
        if (shape.Type)
            writer.WriteString("type"u8, names.ResourceType);
    }
}
