using System.Buffers;
using System.Text.Json;

namespace Sutler.Scim.Patch;

/// <summary>Writes PATCH requests in the strict form of RFC 7644: lower-case operations, each with its path.</summary>
public static class PatchWriter
{
    private static readonly JsonEncodedText _add = JsonEncodedText.Encode("add");
    private static readonly JsonEncodedText _remove = JsonEncodedText.Encode("remove");
    private static readonly JsonEncodedText _replace = JsonEncodedText.Encode("replace");

    /// <summary>The request's body.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<PatchOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentOutOfRangeException.ThrowIfZero(operations.Count, nameof(operations));
        var body = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(PatchParser.MessageUrn);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations");
        foreach (var operation in operations)
            Write(writer, operation);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, PatchOperation operation)
    {
        writer.WriteStartObject();
        writer.WriteString("op", operation.Verb switch
        {
            PatchVerb.Add => _add,
            PatchVerb.Remove => _remove,
            _ => _replace,
        });
        if (operation.Path is { } path)
            writer.WriteString("path", path.ToString());
        if (operation.Value is { } value)
        {
            writer.WritePropertyName("value");
            value.WriteTo(writer);
        }
        else if (operation.Verb != PatchVerb.Remove)
        {
            writer.WriteNull("value");
        }
        writer.WriteEndObject();
    }
}
