using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets;

/// <summary>
/// A target's SCIM schemas as Graph's object definitions (S/SCHEMA-3, S/MAP-29): sub-attributes become attributes of their own, and values of
/// multi-valued complex attributes one for each type that the schema names. Pure.
/// </summary>
internal static class DiscoveredSchema
{
    private const int MostAttributes = 2000;
    private static readonly string[] Known = ["User", "Group"];

    public static IReadOnlyList<JsonObject> Objects(IReadOnlyList<JsonElement> schemas, IReadOnlyList<JsonElement> types)
    {
        var byId = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var schema in schemas)
        {
            if (Text(schema, "id") is { } id)
                byId.TryAdd(id, schema);
        }

        return types.Count > 0
            ? [.. types.Select(type => Object(type, byId)).OfType<JsonObject>()]
            : [.. Known.Select(name => Guessed(name, byId)).OfType<JsonObject>()];
    }

    private static JsonObject? Object(JsonElement type, Dictionary<string, JsonElement> schemas)
    {
        if ((Text(type, "name") ?? Text(type, "id")) is not { } name || Text(type, "schema") is not { } main || !schemas.TryGetValue(main, out var schema))
            return null;
        IEnumerable<string> extensions = Member(type, "schemaExtensions") is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray().Select(item => Text(item, "schema")).OfType<string>() : [];
        return Definition(name, Text(type, "endpoint"), [schema, .. extensions.Where(schemas.ContainsKey).Select(urn => schemas[urn])]);
    }

    /// <summary>Without resource types, what RFC 7643 calls User and Group, with all extensions made for them.</summary>
    private static JsonObject? Guessed(string name, Dictionary<string, JsonElement> schemas)
    {
        var main = ObjectSchema.CoreUrnPrefix + name;
        return schemas.TryGetValue(main, out var schema)
            ? Definition(name, null, [schema, .. schemas.Where(pair => !Is(pair.Key, main) && pair.Key.EndsWith(":" + name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value)])
            : null;
    }

    private static JsonObject Definition(string name, string? endpoint, IEnumerable<JsonElement> schemas)
    {
        var attributes = new List<JsonObject> { Attribute("id", default, "ReadOnly") };
        attributes[0]["anchor"] = true;
        foreach (var schema in schemas)
        {
            var prefix = Text(schema, "id") is { } urn && !urn.StartsWith(ObjectSchema.CoreUrnPrefix, StringComparison.OrdinalIgnoreCase) ? urn + ":" : "";
            foreach (var attribute in Items(schema, "attributes"))
                attributes.AddRange(Flat(prefix, attribute));
        }

        var definition = new JsonObject
        {
            ["name"] = name,
            ["attributes"] = new JsonArray([.. attributes.DistinctBy(item => item["name"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase).Take(MostAttributes)]),
        };
        if (endpoint is not null)
            definition["metadata"] = new JsonArray(new JsonObject { ["key"] = "Endpoint", ["value"] = endpoint });
        return definition;
    }

    private static IEnumerable<JsonObject> Flat(string prefix, JsonElement attribute)
    {
        if (Text(attribute, "name") is not { Length: > 0 } name || (prefix.Length == 0 && name is "id" or "meta" or "schemas"))
            return [];
        var subs = Items(attribute, "subAttributes").ToList();
        var path = prefix + name;
        if (!Is(Text(attribute, "type"), "complex") || subs.Count == 0)
            return [Attribute(path, attribute)];
        var value = subs.Find(sub => Is(Text(sub, "name"), "value"));
        // A complex value that is a reference flows as a whole: manager, members.
        if (Member(attribute, "multiValued")?.ValueKind is not JsonValueKind.True)
            return Is(Text(value, "type"), "reference") || subs.Exists(sub => Is(Text(sub, "name"), "$ref")) ? [Reference(path, attribute)] : subs.Select(sub => Attribute($"{path}.{Text(sub, "name")}", sub));
        if (subs.Exists(sub => Is(Text(sub, "name"), "$ref")))
            return [Reference(path, attribute)];
        var kinds = Kinds(subs);
        return kinds.Count == 0 || value.ValueKind is JsonValueKind.Undefined && subs.Count == 1
            ? [Attribute(path, attribute)]
            : kinds.SelectMany(kind => subs.Where(IsFree).Select(sub => Attribute($"{path}[type eq \"{kind}\"].{Text(sub, "name")}", sub)));
    }

    private static List<string> Kinds(List<JsonElement> subs) =>
        [.. subs.Where(sub => Is(Text(sub, "name"), "type")).SelectMany(sub => Items(sub, "canonicalValues"))
            .Where(kind => kind.ValueKind is JsonValueKind.String).Select(kind => kind.GetString()!).Where(kind => kind.Length is > 0 and < 100 && !kind.Contains('"', StringComparison.Ordinal))];

    private static bool IsFree(JsonElement sub) => Text(sub, "name") is { } name && !Is(name, "type") && !Is(name, "primary") && !Is(name, "display") && !Is(name, "$ref");

    private static JsonObject Reference(string path, JsonElement attribute)
    {
        var definition = Attribute(path, attribute);
        definition["type"] = "Reference";
        definition["referencedObjects"] = new JsonArray(new JsonObject { ["referencedObjectName"] = "User", ["referencedProperty"] = "id" });
        return definition;
    }

    private static JsonObject Attribute(string path, JsonElement attribute, string? mutability = null) => new()
    {
        ["name"] = path,
        ["type"] = Text(attribute, "type")?.ToUpperInvariant() switch
        {
            "BOOLEAN" => "Boolean",
            "INTEGER" or "DECIMAL" => "Integer",
            "DATETIME" => "DateTime",
            "BINARY" => "Binary",
            _ => "String",
        },
        ["multivalued"] = Member(attribute, "multiValued")?.ValueKind is JsonValueKind.True,
        ["required"] = Member(attribute, "required")?.ValueKind is JsonValueKind.True,
        ["caseExact"] = Member(attribute, "caseExact")?.ValueKind is JsonValueKind.True,
        ["anchor"] = false,
        ["mutability"] = mutability ?? Text(attribute, "mutability")?.ToUpperInvariant() switch
        {
            "READONLY" => "ReadOnly",
            "IMMUTABLE" => "Immutable",
            "WRITEONLY" => "WriteOnly",
            _ => "ReadWrite",
        },
    };

    private static JsonElement.ArrayEnumerator Items(JsonElement item, string name) => Member(item, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    private static string? Text(JsonElement item, string name) => Member(item, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Member(JsonElement item, string name)
    {
        if (item.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var member in item.EnumerateObject())
        {
            if (Is(member.Name, name))
                return member.Value;
        }

        return null;
    }

    private static bool Is(string? text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
