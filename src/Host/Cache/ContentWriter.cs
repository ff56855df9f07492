using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Cache;

/// <summary>
/// Writes the attributes of an object as UTF-8 JSON in one canonical form (schema order, no white space), so that two objects are equal
/// exactly when their bytes are.
/// </summary>
internal static class ContentWriter
{
    // The content type is application/scim+json: nothing here is embedded in HTML, so non-ASCII text stays readable and short.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    public static byte[] Write(ExposedType type, IReadOnlyDictionary<string, object> attributes)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        var writer = t_writer ??= new Utf8JsonWriter(buffer, Options);
        writer.Reset(buffer);
        writer.WriteStartObject();
        foreach (var attribute in type.Schema.Attributes)
        {
            if (!attributes.TryGetValue(attribute.Name, out var value) || IsEmpty(value))
                continue;
            writer.WritePropertyName(attribute.Name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsEmpty(object? value) => value is null or IReadOnlyList<object> { Count: 0 };

    private static void WriteValue(Utf8JsonWriter writer, object value)
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
                writer.WriteString("value"u8, ScimId.Encode(reference.Anchor));
                writer.WriteEndObject();
                break;
            case IReadOnlyDictionary<string, object> parts:
                WriteParts(writer, parts);
                break;
            case IReadOnlyList<object> values:
                WriteValues(writer, values);
                break;
            default:
                throw new ConnectorException($"A connector returned a value of type {value.GetType().Name}, which the connector contract does not know.");
        }
    }

    private static void WriteParts(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> parts)
    {
        writer.WriteStartObject();
        foreach (var (name, part) in parts.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            WriteValue(writer, part);
        }

        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<object> values)
    {
        writer.WriteStartArray();
        foreach (var item in values)
            WriteValue(writer, item);
        writer.WriteEndArray();
    }
}
