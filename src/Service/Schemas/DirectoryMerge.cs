using System.Text.Json.Nodes;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas;

/// <summary>Adds what an application says it has to a directory of a schema document; what is there stays as it is (S/SCHEMA-6). Pure.</summary>
internal static class DirectoryMerge
{
    /// <summary>Whether anything was added.</summary>
    public static bool Add(JsonObject directory, IReadOnlyList<DiscoveredObject> found)
    {
        var added = false;
        if (directory["objects"] is not JsonArray objects)
            directory["objects"] = objects = [];
        foreach (var one in found)
        {
            var definition = objects.OfType<JsonObject>().FirstOrDefault(item => item.Text("name").Is(one.Name));
            if (definition is null)
            {
                objects.Add(definition = new JsonObject { ["name"] = one.Name, ["attributes"] = new JsonArray() });
                if (one.Endpoint is { } endpoint && endpoint != ObjectSchema.EndpointOf(one.Name))
                    definition["metadata"] = new JsonArray(new JsonObject { ["key"] = "Endpoint", ["value"] = endpoint });
                added = true;
            }

            added |= AddAttributes(definition, one);
        }

        return added;
    }

    private static bool AddAttributes(JsonObject definition, DiscoveredObject found)
    {
        if (definition["attributes"] is not JsonArray attributes)
            definition["attributes"] = attributes = [];
        var known = attributes.Select(attribute => attribute.Text("name") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var added = found.Attributes.Where(attribute => known.Add(attribute.Name)).ToList();
        foreach (var attribute in added)
            attributes.Add(Write(attribute));
        return added.Count > 0;
    }

    private static JsonObject Write(DiscoveredAttribute attribute) => new()
    {
        ["anchor"] = attribute.Name.Is("id"),
        ["caseExact"] = attribute.CaseExact,
        ["defaultValue"] = null,
        ["flowNullValues"] = false,
        ["multivalued"] = attribute.MultiValued,
        ["mutability"] = attribute.Mutability,
        ["name"] = attribute.Name,
        ["required"] = attribute.Required,
        ["referencedObjects"] = new JsonArray([.. attribute.ReferencedTypes.Select(type => new JsonObject { ["referencedObjectName"] = type, ["referencedProperty"] = "id" })]),
        ["type"] = attribute.Type.ToString(),
    };
}
