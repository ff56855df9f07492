using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Discovery;
using Sutler.Conformance.Expectations;

namespace Sutler.Conformance.Running;

/// <summary>Makes a whole resource of what a case says: the schemas, a unique name, and a value for all else that the server requires.</summary>
internal static class ResourceCompletion
{
    /// <param name="name">Part of the unique name, so that two resources of one case differ.</param>
    public static JsonObject Complete(ServerProfile profile, string type, string name, JsonObject content)
    {
        var schemas = new JsonArray(type == "User" ? Urn.User : Urn.Group);
        if (content.Any(pair => pair.Key == Urn.Enterprise))
            schemas.Add(Urn.Enterprise);
        var resource = new JsonObject { ["schemas"] = schemas };
        if (type == "User")
            resource["userName"] = name + "@example.com";
        else
            resource["displayName"] = name;
        foreach (var attribute in profile.RequiredAttributes(type))
        {
            var missing = JsonPath.Find(attribute, "name")?.ToString() ?? "";
            if (JsonPath.Member(content, missing) is null && JsonPath.Member(resource, missing) is null)
                resource[missing] = Value(attribute, name);
        }

        foreach (var (key, value) in content)
            resource[key] = value?.DeepClone();
        return resource;
    }

    private static JsonNode? Value(JsonObject attribute, string name)
    {
        var type = JsonPath.Find(attribute, "type")?.ToString();
        JsonNode? one = type switch
        {
            "boolean" => true,
            "integer" or "decimal" => 1,
            "dateTime" => "2020-01-01T00:00:00Z",
            "binary" => "AA==",
            "complex" => Complex(attribute, name),
            _ => JsonPath.Find(attribute, "canonicalValues.0")?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"{name}@example.com"),
        };
        return ServerProfile.Says(attribute, "multiValued", "true") ? new JsonArray(one) : one;
    }

    private static JsonObject Complex(JsonObject attribute, string name)
    {
        var content = new JsonObject();
        foreach (var inner in ServerProfile.Attributes(attribute).Where(inner => ServerProfile.Says(inner, "required", "true")))
            content[JsonPath.Find(inner, "name")!.ToString()] = Value(inner, name);
        return content;
    }
}
