using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>Writes a change as the body of a SCIM request. Pure.</summary>
internal static class ResourceWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The new resource, with every schema that it uses (RFC 7643 §3, S/MAP-31).</summary>
    public static ReadOnlyMemory<byte> Create(Change change, ObjectSchema schema)
    {
        var resource = new JsonObject { ["schemas"] = new JsonArray([JsonSchema(schema.CoreUrn), .. schema.Extensions.Select(JsonSchema)]) };
        foreach (var attribute in change.Attributes)
            Set(resource, attribute.Mapping, attribute.After!);

        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            resource.WriteTo(writer);
        return buffer.WrittenMemory;
    }

    /// <summary>One operation for each attribute that differs (S/ENG-6).</summary>
    public static IReadOnlyList<PatchOperation> Patch(Change change) =>
        [.. change.Attributes.Select(attribute => new PatchOperation(
            attribute.After is null ? PatchVerb.Remove : attribute.Before is null ? PatchVerb.Add : PatchVerb.Replace,
            attribute.Mapping.Target,
            TargetValue.ToJson(attribute.Mapping, attribute.After)))];

    private static JsonNode JsonSchema(string urn) => JsonValue.Create(urn);

    private static void Set(JsonObject resource, AttributeMapping mapping, object value)
    {
        var path = mapping.Target;
        var container = path.Attribute.Schema is { } urn && !urn.StartsWith(ObjectSchema.CoreUrnPrefix, StringComparison.OrdinalIgnoreCase)
            ? Child(resource, urn)
            : resource;
        var json = TargetValue.ToJson(mapping, value);
        if (path.ValueFilter is ComparisonFilter { Value: { } kind } filter)
            Member(container, path.Attribute.Attribute, (filter.Path.Attribute, TargetValue.Text(kind)))[path.SubAttribute ?? "value"] = json;
        else if ((path.SubAttribute ?? path.Attribute.SubAttribute) is { } sub)
            Child(container, path.Attribute.Attribute)[sub] = json;
        else
            container[path.Attribute.Attribute] = json;
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
            parent[name] = child = [];
        return child;
    }

    private static JsonObject Member(JsonObject parent, string name, (string Attribute, string Value) kind)
    {
        if (parent[name] is not JsonArray values)
            parent[name] = values = [];
        var member = values.OfType<JsonObject>().FirstOrDefault(item => item[kind.Attribute]?.GetValue<string>() == kind.Value);
        if (member is null)
            values.Add(member = new JsonObject { [kind.Attribute] = kind.Value });
        return member;
    }
}
