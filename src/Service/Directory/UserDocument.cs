using System.Text;
using System.Text.Json;

namespace Sutler.Service.Directory;

/// <summary>Writes a user's attributes as the JSON text that the store keeps, and reads them back.</summary>
internal static class UserDocument
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyDictionary<string, object> attributes)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in attributes)
                WriteValue(writer, name, value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Dictionary<string, object> Read(string document)
    {
        var attributes = new Dictionary<string, object>(32, StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(document));
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (ReadValue(ref reader) is { } value)
                attributes[name] = value;
        }

        return attributes;
    }

    public static void WriteValue(Utf8JsonWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case IEnumerable<string> many:
                writer.WriteStartArray();
                foreach (var item in many)
                    writer.WriteStringValue(item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }

    private static object? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.GetDecimal(),
        JsonTokenType.StartArray => ReadMany(ref reader),
        _ => null,
    };

    private static string[] ReadMany(ref Utf8JsonReader reader)
    {
        var values = new List<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            values.Add(reader.GetString() ?? "");
        return [.. values];
    }
}
