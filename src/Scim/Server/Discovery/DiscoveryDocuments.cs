using System.Buffers;
using System.Text.Json;

namespace Sutler.Scim.Server.Discovery;

/// <summary>What the discovery endpoints' answers have in common (RFC 7644 §4).</summary>
internal static class DiscoveryDocuments
{
    public static ScimAnswer One(Action<Utf8JsonWriter> write) => new(200) { WriteBody = body => Write(body, write) };

    public static ScimAnswer All<T>(IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) =>
        One(writer =>
        {
            writer.WriteStartObject();
            WriteSchemas(writer, ListResponseWriter.MessageUrn);
            writer.WriteNumber("totalResults"u8, items.Count);
            writer.WriteNumber("startIndex"u8, 1);
            writer.WriteNumber("itemsPerPage"u8, items.Count);
            writer.WriteStartArray("Resources"u8);
            foreach (var item in items)
                write(writer, item);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    public static void WriteSchemas(Utf8JsonWriter writer, string urn)
    {
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(urn);
        writer.WriteEndArray();
    }

    public static void WriteMeta(Utf8JsonWriter writer, string resourceType, string location)
    {
        writer.WriteStartObject("meta"u8);
        writer.WriteString("resourceType"u8, resourceType);
        writer.WriteString("location"u8, location);
        writer.WriteEndObject();
    }

    private static void Write(IBufferWriter<byte> body, Action<Utf8JsonWriter> write)
    {
        using var writer = new Utf8JsonWriter(body);
        write(writer);
    }
}
