using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Projection;

/// <summary>
/// Writes of a resource what a selection leaves. What is empty then is left out, and <c>schemas</c> names only extensions of which something is
/// left (RFC 7643 §3). One for each request; not for several threads.
/// </summary>
internal sealed class ResourceProjector(AttributeSelection selection)
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 128 };

    private readonly ArrayBufferWriter<byte> _buffer = new(2048);

    /// <summary>Writes what is left of the resource that <paramref name="write"/> writes.</summary>
    public void Write(IBufferWriter<byte> body, Action<IBufferWriter<byte>> write)
    {
        _buffer.ResetWrittenCount();
        write(_buffer);
        using var document = JsonDocument.Parse(_buffer.WrittenMemory, _json);
        using var writer = new Utf8JsonWriter(body, _options);
        Write(writer, document.RootElement);
    }

    private void Write(Utf8JsonWriter writer, JsonElement resource)
    {
        writer.WriteStartObject();
        foreach (var member in resource.EnumerateObject())
        {
            if (member.NameEquals(CommonAttributes.Schemas))
                WriteSchemas(writer, member.Value, resource);
            else if (selection.Extension(member.Name) is { } rules)
                WriteExtension(writer, member, rules);
            else
                WriteAttribute(writer, member, selection.Rule(member.Name));
        }
        writer.WriteEndObject();
    }

    private void WriteSchemas(Utf8JsonWriter writer, JsonElement urns, JsonElement resource)
    {
        writer.WriteStartArray(CommonAttributes.Schemas);
        foreach (var urn in urns.EnumerateArray())
        {
            if (urn.GetString() is { } name && (selection.Extension(name) is not { } rules || HasAny(resource, name, rules)))
                writer.WriteStringValue(name);
        }
        writer.WriteEndArray();
    }

    private void WriteExtension(Utf8JsonWriter writer, JsonProperty extension, Dictionary<string, AttributeRule> rules)
    {
        if (!HasAny(extension.Value, rules))
            return;
        writer.WriteStartObject(extension.Name);
        foreach (var member in extension.Value.EnumerateObject())
            WriteAttribute(writer, member, selection.Find(rules, member.Name));
        writer.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, JsonProperty attribute, AttributeRule rule)
    {
        if (!HasAny(attribute.Value, rule))
            return;
        writer.WritePropertyName(attribute.Name);
        if (rule.IsWhole)
            attribute.Value.WriteTo(writer);
        else
            WriteParts(writer, attribute.Value, rule);
    }

    private static void WriteParts(Utf8JsonWriter writer, JsonElement value, AttributeRule rule)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray())
            {
                if (HasAny(item, rule))
                    WriteParts(writer, item, rule);
            }
            writer.WriteEndArray();
            return;
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(writer);
            return;
        }
        writer.WriteStartObject();
        foreach (var part in value.EnumerateObject())
        {
            if (rule.KeepsPart(part.Name))
                part.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private bool HasAny(JsonElement resource, string urn, Dictionary<string, AttributeRule> rules) =>
        JsonNames.TryGet(resource, urn, out var extension) && HasAny(extension, rules);

    private bool HasAny(JsonElement extension, Dictionary<string, AttributeRule> rules)
    {
        if (extension.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in extension.EnumerateObject())
        {
            if (HasAny(member.Value, selection.Find(rules, member.Name)))
                return true;
        }
        return false;
    }

    private static bool HasAny(JsonElement value, AttributeRule rule)
    {
        if (!rule.Keep)
            return false;
        return rule.IsWhole || value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Any(item => HasAny(item, rule)),
            JsonValueKind.Object => value.EnumerateObject().Any(part => rule.KeepsPart(part.Name)),
            _ => rule.Only is null,
        };
    }
}
