using System.Text.Json.Nodes;

namespace Sutler.Testing;

/// <summary>What a <see cref="ScriptedTarget"/> says of itself.</summary>
internal static class TargetDescription
{
    public static JsonNode? Find(ScriptedTarget target, string name) => name switch
    {
        "ServiceProviderConfig" => Config(target),
        "ResourceTypes" => List(
            Type("User", "/Users", "urn:ietf:params:scim:schemas:core:2.0:User"), Type("Group", "/Groups", "urn:ietf:params:scim:schemas:core:2.0:Group")),
        "Schemas" => List([.. target.Schemas.Select(schema => schema.DeepClone())]),
        _ => null,
    };

    /// <summary>A schema with the attributes named; those ending in <c>[]</c> have several values, those with <c>?</c> are booleans, with <c>!</c> required.</summary>
    public static JsonObject Schema(string id, string name, params string[] attributes) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Schema"),
        ["id"] = id,
        ["name"] = name,
        ["attributes"] = new JsonArray([.. attributes.Select(Attribute)]),
    };

    private static JsonNode Attribute(string text)
    {
        var parts = text.Split('.', 2);
        var name = parts[0].TrimEnd('?', '!', '[', ']');
        var attribute = new JsonObject
        {
            ["name"] = name,
            ["type"] = parts.Length > 1 ? "complex" : text.Contains('?', StringComparison.Ordinal) ? "boolean" : "string",
            ["multiValued"] = parts[0].EndsWith("[]", StringComparison.Ordinal),
            ["required"] = text.Contains('!', StringComparison.Ordinal),
            ["caseExact"] = false,
            ["mutability"] = "readWrite",
            ["returned"] = "default",
            ["uniqueness"] = "none",
        };
        if (parts.Length > 1)
            attribute["subAttributes"] = new JsonArray([.. parts[1].Split(',').Select(Attribute)]);
        return attribute;
    }

    private static JsonObject Config(ScriptedTarget target) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"),
        ["patch"] = new JsonObject { ["supported"] = true },
        ["bulk"] = new JsonObject { ["supported"] = false, ["maxOperations"] = 0, ["maxPayloadSize"] = 0 },
        ["filter"] = new JsonObject { ["supported"] = true, ["maxResults"] = target.MaxResults },
        ["changePassword"] = new JsonObject { ["supported"] = false },
        ["sort"] = new JsonObject { ["supported"] = false },
        ["etag"] = new JsonObject { ["supported"] = !target.Defects.IgnoresIfMatch },
        ["pagination"] = new JsonObject { ["cursor"] = target.Cursor, ["index"] = true, ["defaultPageSize"] = target.MaxResults, ["maxPageSize"] = target.MaxResults },
        ["authenticationSchemes"] = new JsonArray(new JsonObject { ["type"] = "oauthbearertoken", ["name"] = "Bearer", ["description"] = "A token" }),
    };

    private static JsonObject Type(string name, string endpoint, string schema) => new() { ["id"] = name, ["name"] = name, ["endpoint"] = endpoint, ["schema"] = schema };

    private static JsonObject List(params JsonNode[] items) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"),
        ["totalResults"] = items.Length,
        ["Resources"] = new JsonArray(items),
    };
}
