using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Client;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Targets;

/// <summary>Writes a change as the body of a SCIM request. Never a null value, and each schema used is named (S/MAP-31, S/SCIM-13). Pure.</summary>
internal static class ResourceWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Create(Change change, ObjectSchema schema, WireProfile profile) => Create(change, ResourceKind.Of(schema), profile);

    /// <summary>The new resource, with every schema that it uses (RFC 7643 §3).</summary>
    public static ReadOnlyMemory<byte> Create(Change change, ResourceKind kind, WireProfile profile)
    {
        var resource = new JsonObject();
        foreach (var attribute in change.Attributes.Where(attribute => attribute.After is not null))
            Set(resource, attribute.Mapping, attribute.After!);
        if (resource["roles"] is JsonArray roles)
            resource["roles"] = RoleValues.Shape(roles, profile);
        var used = change.Attributes.Select(attribute => attribute.Mapping.Target.Attribute.Schema).OfType<string>().Where(IsExtension);
        string[] schemas = [.. kind.Extensions.Concat(used).Prepend(kind.Urn).Distinct(StringComparer.OrdinalIgnoreCase)];
        var body = profile.NamesAllSchemas ? EntraBody.Of(resource, kind, schemas) : Named(resource, schemas);

        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            body.WriteTo(writer);
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Patch(Change change, WireProfile profile) => WirePatchWriter.Write(
        [.. Patch(change).Select(operation => operation is { Path: { } path, Value: JsonArray roles } && RoleValues.Are(path) && !profile.TextRoles
            ? operation with { Value = RoleValues.Shape(roles, profile) }
            : operation)],
        profile);

    /// <summary>One operation for each attribute that differs (S/ENG-6), in no profile's form yet.</summary>
    public static IReadOnlyList<PatchOperation> Patch(Change change) =>
        [.. change.Attributes.Select(attribute => new PatchOperation(Verb(attribute), attribute.Mapping.Target, ToJson(attribute.Mapping, attribute.After)))];

    private static PatchVerb Verb(AttributeChange attribute) => (attribute.After, attribute.Mapping.Roles) switch
    {
        (null, _) => PatchVerb.Remove,
        (_, RoleFlow.Add) => PatchVerb.Add,
        (_, RoleFlow.Assertive) => PatchVerb.Replace,
        _ => attribute.Before is null ? PatchVerb.Add : PatchVerb.Replace,
    };

    private static JsonObject Named(JsonObject resource, IEnumerable<string> schemas)
    {
        resource.Insert(0, "schemas", new JsonArray([.. schemas.Select(urn => (JsonNode)urn)]));
        return resource;
    }

    private static bool IsExtension(string urn) => !urn.StartsWith(ObjectSchema.CoreUrnPrefix, StringComparison.OrdinalIgnoreCase);

    private static JsonNode? ToJson(AttributeMapping mapping, object? value) => value switch
    {
        null => null,
        _ when RoleValues.Are(mapping.Target) => RoleValues.Of(value),
        ComplexValue[] many => new JsonArray([.. many.Select(item => (JsonNode)Parts(item))]),
        ComplexValue one => Parts(one),
        string[] many when mapping.IsReference => new JsonArray([.. many.Select(id => (JsonNode)new JsonObject { ["value"] = id })]),
        _ => TargetValue.ToJson(mapping, value),
    };

    private static JsonObject Parts(ComplexValue value) => new(value.Parts.Select(part => KeyValuePair.Create(part.Key, JsonSerializer.SerializeToNode(part.Value))));

    private static void Set(JsonObject resource, AttributeMapping mapping, object value)
    {
        var path = mapping.Target;
        var container = path.Attribute.Schema is { } urn && IsExtension(urn) ? Child(resource, urn) : resource;
        var json = ToJson(mapping, value);
        if (path.ValueFilter is ComparisonFilter { Value: not null } filter)
            Member(container, path.Attribute.Attribute, filter)[path.SubAttribute ?? "value"] = json;
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

    /// <summary>The value of a multi-valued attribute that the filter selects: made to fit it where there is none.</summary>
    private static JsonObject Member(JsonObject parent, string name, ComparisonFilter filter)
    {
        var (key, text) = (filter.Path.Attribute, TargetValue.Text(filter.Value));
        if (parent[name] is not JsonArray values)
            parent[name] = values = [];
        var member = values.OfType<JsonObject>().FirstOrDefault(item => string.Equals(item[key]?.ToString(), text, StringComparison.OrdinalIgnoreCase));
        if (member is null)
        {
            // Schemas write roles[primary eq "True"], but 'primary' is a boolean (RFC 7643 §2.4).
            var isFlag = key.Equals("primary", StringComparison.OrdinalIgnoreCase) && bool.TryParse(text, out _);
            values.Add(member = new JsonObject { [key] = isFlag ? bool.Parse(text) : text });
        }
        return member;
    }
}
