using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>
/// Writes attributes into a resource by path: finds their place, keeps the rules of mutability, and leaves nothing empty behind. While a
/// resource is being created, what clients may not write is passed over (RFC 7644 §3.3) instead of refused.
/// </summary>
internal sealed class ResourceWriter(JsonObject resource, ResourceSchema schema, bool creating)
{
    /// <summary>Writes the members of a value that came without a path.</summary>
    public void WriteAll(PatchVerb verb, JsonNode? value) => WriteMembers(verb, Members(value), null);

    /// <summary>Writes at a path.</summary>
    public void Write(PatchVerb verb, PatchPath path, JsonNode? value)
    {
        var name = path.Attribute;
        if (path.ValueFilter is null && name.Schema is not null && schema.FindUrn($"{name.Schema}:{name.Attribute}") is { } urn)
            WriteSchema(verb, urn, name.SubAttribute, value);
        else
            WriteAttribute(verb, path, value, named: true);
    }

    /// <summary>Brings <c>schemas</c> in line with the extensions that the resource has values of.</summary>
    public void NameExtensions()
    {
        if (resource[CommonAttributes.Schemas] is not JsonArray urns)
            return;
        foreach (var extension in schema.Extensions)
        {
            var named = urns.Any(urn => extension.Id.Equals(JsonNames.Text(urn), StringComparison.OrdinalIgnoreCase));
            if (!named && resource[extension.Id] is JsonObject)
                urns.Add(extension.Id);
        }
    }

    private void WriteMembers(PatchVerb verb, JsonObject members, string? urn)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in members)
        {
            if (!seen.Add(key))
                throw Error(ScimErrorType.InvalidSyntax, $"'{Excerpt.Of(key)}' is there twice; names compare without regard to case. Send it once.");
            if (urn is null && schema.FindUrn(key) is { } inner)
                WriteSchema(verb, inner, null, value);
            else
                WriteAttribute(verb, PathOf(key, urn), value, named: false);
        }
    }

    private static PatchPath PathOf(string key, string? urn)
    {
        var path = PatchPathParser.Parse(key);
        return urn is null || path.Attribute.Schema is not null ? path : path with { Attribute = path.Attribute with { Schema = urn } };
    }

    private void WriteSchema(PatchVerb verb, string urn, string? attribute, JsonNode? value)
    {
        if (attribute is not null)
            WriteAttribute(verb, new PatchPath(new AttributePath(urn, attribute, null), null, null), value, named: true);
        else if (value is not null && verb != PatchVerb.Remove)
            WriteMembers(verb, Members(value), urn);
        else if (verb != PatchVerb.Add)
            RemoveExtension(urn);
    }

    private void RemoveExtension(string urn)
    {
        if (urn.Equals(schema.Type.Schema, StringComparison.OrdinalIgnoreCase))
            throw new ScimException(400, ScimErrorType.Mutability, "The main schema of a resource cannot be removed. Remove single attributes.");
        if (resource[urn] is not JsonObject extension)
            return;
        foreach (var name in extension.Select(member => member.Key).ToList())
            WriteAttribute(PatchVerb.Remove, new PatchPath(new AttributePath(urn, name, null), null, null), null, named: true);
    }

    private void WriteAttribute(PatchVerb verb, PatchPath path, JsonNode? value, bool named)
    {
        var target = schema.Resolve(path.Attribute);
        if (target.Attribute is not { } attribute)
        {
            if (creating && CoreSchemas.Has(path.Attribute))
                return;
            if (named || value is not (null or JsonArray { Count: 0 }))
                throw Unknown(path.Attribute, named);
            return;
        }
        if (attribute.IsReadOnly || attribute.Name == CommonAttributes.Schemas)
        {
            CheckReadOnly(target, value, named);
            return;
        }
        if (target.SubName is not null && target.Sub is null)
        {
            if (creating && CoreSchemas.Has(path.Attribute))
                return;
            throw UnknownSub(attribute, target.SubName);
        }

        var holder = Holder(target.Extension);
        var before = attribute.IsImmutable ? holder[attribute.Name]?.DeepClone() : null;
        var wasAssigned = holder.ContainsKey(attribute.Name);
        new AttributeWriter(holder, attribute, creating).Write(verb, path with { SubAttribute = path.SubAttribute ?? target.Sub?.Name }, value);
        if (before is not null)
        {
            if (!ValueComparer.AreEqual(attribute, before, holder[attribute.Name]))
                throw Mutability(attribute, "is immutable and has a value already");
            holder[attribute.Name] = before;
        }
        if (attribute.Required && wasAssigned && !holder.ContainsKey(attribute.Name))
            throw Mutability(attribute, "is required, so it cannot be removed");
        if (attribute.Required && !creating && JsonNames.Text(holder[attribute.Name]) is "")
            throw Error(ScimErrorType.InvalidValue, $"The attribute '{attribute.Name}' is required, and empty text is no value for it.");
        if (target.Extension is not null && holder.Count == 0)
            resource.Remove(target.Extension);
    }

    // A value without a path often carries the resource's own id and meta: they may stand there, unchanged.
    private void CheckReadOnly(AttributeTarget target, JsonNode? value, bool named)
    {
        var attribute = target.Attribute!;
        // Which schemas a resource has follows from its attributes.
        if (creating || attribute.Name == CommonAttributes.Schemas || (!named && attribute.Name == "meta"))
            return;
        var holder = target.Extension is null ? resource : resource[target.Extension] as JsonObject;
        if (named || !JsonNode.DeepEquals(holder?[attribute.Name], value))
            throw Mutability(attribute, "is read-only");
    }

    private JsonObject Holder(string? extension)
    {
        if (extension is null)
            return resource;
        if (resource[extension] is JsonObject holder)
            return holder;
        holder = [];
        resource[extension] = holder;
        return holder;
    }

    private static JsonObject Members(JsonNode? value) =>
        value as JsonObject
        ?? throw Error(ScimErrorType.InvalidValue, "Without a path that ends at an attribute, 'value' must be an object of attributes.");

    private static ScimException Unknown(AttributePath path, bool named) =>
        Error(
            named ? ScimErrorType.InvalidPath : ScimErrorType.InvalidSyntax,
            $"'{Excerpt.Of(path.ToString())}' is no attribute of this resource type. /Schemas lists those it has.");

    private static ScimException UnknownSub(SchemaAttribute attribute, string name) =>
        Error(ScimErrorType.InvalidPath, $"The attribute '{attribute.Name}' has no sub-attribute '{Excerpt.Of(name)}'. /Schemas lists those it has.");

    private static ScimException Mutability(SchemaAttribute attribute, string rule) =>
        Error(ScimErrorType.Mutability, $"The attribute '{attribute.Name}' {rule}. Leave it out of the request.");

    private static ScimException Error(string type, string detail) => new(400, type, detail);
}
