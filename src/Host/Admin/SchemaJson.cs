using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Admin;

/// <summary>A connector's schema as JSON.</summary>
internal static class SchemaJson
{
    public static JsonObject Of(ConnectorSchema schema) => new()
    {
        ["objectTypes"] = new JsonArray([.. schema.ObjectTypes.Select(type => new JsonObject
        {
            ["name"] = type.Name,
            ["anchor"] = new JsonArray([.. type.Anchor.Select(name => (JsonNode)name)]),
            ["attributes"] = new JsonArray([.. type.Attributes.Select(Of)]),
        })]),
    };

    public static JsonObject Of(AttributeSchema attribute)
    {
        var item = new JsonObject
        {
            ["name"] = attribute.Name,
            ["type"] = JsonNamingPolicy.CamelCase.ConvertName(attribute.Type.ToString()),
            ["multiValued"] = attribute.MultiValued,
            ["required"] = attribute.Required,
            ["mutability"] = attribute.WriteOnly ? "writeOnly" : JsonNamingPolicy.CamelCase.ConvertName(attribute.Mutability.ToString()),
            ["caseExact"] = attribute.CaseExact,
            ["unique"] = attribute.Unique,
        };
        if (attribute.ReferencedType is { } referenced)
            item["references"] = referenced;
        if (attribute.SubAttributes.Count > 0)
            item["subAttributes"] = new JsonArray([.. attribute.SubAttributes.Select(Of)]);
        return item;
    }
}
