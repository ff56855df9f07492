using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>
/// Brings the body of a POST or PUT into the form in which a resource is stored: names in the schema's spelling, values of their declared
/// types, nothing unassigned, nothing that only the server may write. Accepts the same variants as <see cref="PatchApplier"/>. What the core schemas
/// define and this type does not have is passed over: clients send whole users to types that keep part of them. What nobody defines is refused.
/// </summary>
public static class ResourceNormalizer
{
    /// <summary>The new resource that the body describes, without <c>id</c> and <c>meta</c>.</summary>
    /// <exception cref="ScimException">A value does not fit its attribute, or a required one is missing.</exception>
    public static JsonObject Normalize(JsonObject body, ResourceSchema schema)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(schema);
        CheckSchemas(body, schema);
        var resource = new JsonObject { [CommonAttributes.Schemas] = new JsonArray(schema.Type.Schema) };
        var writer = new ResourceWriter(resource, schema, creating: true);
        writer.WriteAll(PatchVerb.Add, body);
        writer.NameExtensions();
        CheckRequired(resource, schema);
        return resource;
    }

    /// <summary>
    /// What a resource becomes when the body replaces it (RFC 7644 §3.5.1): what only the server may write stays, what the body does not
    /// name is cleared, and an immutable value cannot become another.
    /// </summary>
    /// <exception cref="ScimException">As for <see cref="Normalize"/>; <c>mutability</c> for an immutable value.</exception>
    public static JsonObject Replace(JsonObject existing, JsonObject body, ResourceSchema schema)
    {
        ArgumentNullException.ThrowIfNull(existing);
        var resource = Normalize(body, schema);
        KeepServersOwn(existing, resource, schema.CoreAttributes);
        foreach (var extension in schema.Extensions)
        {
            if (existing[extension.Id] is not JsonObject before)
                continue;
            var after = resource[extension.Id] as JsonObject ?? [];
            KeepServersOwn(before, after, extension.Attributes);
            if (after.Count > 0 && after.Parent is null)
                resource[extension.Id] = after;
        }
        return resource;
    }

    private static void KeepServersOwn(JsonObject before, JsonObject after, IEnumerable<SchemaAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (before[attribute.Name] is not { } value || attribute.Name == CommonAttributes.Schemas)
                continue;
            if (attribute.IsImmutable && after[attribute.Name] is { } other && !ValueComparer.AreEqual(attribute, value, other))
                throw new ScimException(400, ScimErrorType.Mutability, $"The attribute '{attribute.Name}' is immutable. Send the value that it has.");
            if (attribute.IsReadOnly || attribute.IsImmutable)
                after[attribute.Name] = value.DeepClone();
        }
    }

    /// <summary>A body that says it is something else is not taken for a resource of this type; one that says nothing is (RFC 7643 §3).</summary>
    private static void CheckSchemas(JsonObject body, ResourceSchema schema)
    {
        var sent = JsonNames.Get(body, CommonAttributes.Schemas);
        if (sent is not (null or JsonArray))
            throw new ScimException(400, ScimErrorType.InvalidValue, $"'schemas' takes an array of URNs. Send [\"{schema.Type.Schema}\"].");
        if (sent is JsonArray { Count: > 0 } urns && !urns.Any(urn => JsonNames.Text(urn) is { } text && schema.FindUrn(text) is not null))
            throw new ScimException(400, ScimErrorType.InvalidSyntax, $"None of the 'schemas' belongs to a {schema.Type.Name}. Send {schema.Type.Schema}, or another endpoint's resource there.");
    }

    private static void CheckRequired(JsonObject resource, ResourceSchema schema)
    {
        CheckRequired(resource, schema.CoreAttributes);
        foreach (var (extension, definition) in schema.Type.Extensions.Zip(schema.Extensions))
        {
            var holder = resource[definition.Id] as JsonObject;
            if (holder is not null || extension.Required)
                CheckRequired(holder ?? [], definition.Attributes);
        }
    }

    private static void CheckRequired(JsonObject holder, IEnumerable<SchemaAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            // An empty text names nobody: RFC 7643 §4.1.1 wants a userName that is not empty.
            if (attribute is { Required: true, IsReadOnly: false } && (holder[attribute.Name] is not { } value || JsonNames.Text(value) is ""))
                throw new ScimException(400, ScimErrorType.InvalidValue, $"The attribute '{attribute.Name}' is required. Send a value for it.");
        }
    }
}
