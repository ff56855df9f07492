using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Client;
using Sutler.Scim.Patch;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Targets;

/// <summary>
/// App roles as values of <c>roles</c>. A mapping gives each with its parts id, value and displayName (or display: samples differ), or as the
/// plain value (S/MAP-36, S/MAP-37). Pure.
/// </summary>
internal static class RoleValues
{
    /// <summary>Whether the path is the whole attribute <c>roles</c>.</summary>
    public static bool Are(PatchPath path) =>
        path is { ValueFilter: null, SubAttribute: null, Attribute.SubAttribute: null } && path.Attribute.Attribute.Equals("roles", StringComparison.OrdinalIgnoreCase);

    /// <summary>None is the primary: several roles count the same (S/MAP-36).</summary>
    public static JsonArray Of(object value) => value switch
    {
        ComplexValue[] roles => new JsonArray([.. roles.Select(role => (JsonNode)Role(role))]),
        ComplexValue role => new JsonArray(Role(role)),
        string[] texts => new JsonArray([.. texts.Select(text => (JsonNode)Plain(text))]),
        _ => new JsonArray(Plain(TargetValue.Text(value))),
    };

    /// <summary>Roles as objects: without what RFC 7643 does not name, and for Entra ID's profiles with its type (S/SCIM-36).</summary>
    public static JsonArray Shape(JsonArray roles, WireProfile profile) => new([.. roles.Select(role => (JsonNode)Shape((JsonObject)role!, profile))]);

    private static JsonObject Shape(JsonObject role, WireProfile profile)
    {
        var shaped = (JsonObject)role.DeepClone();
        shaped.Remove("id");
        if (!profile.NamesAllSchemas)
            return shaped;
        shaped.Remove("primary");
        shaped.Remove("type");
        shaped.Insert(0, "primary", role["primary"]?.DeepClone());
        shaped.Insert(1, "type", EntraBody.RoleType);
        return shaped;
    }

    private static JsonObject Plain(string value) => new() { ["primary"] = false, ["value"] = value };

    private static JsonObject Role(ComplexValue value)
    {
        var role = new JsonObject { ["primary"] = false };
        foreach (var (name, part) in value.Parts)
            role[name.Equals("displayName", StringComparison.OrdinalIgnoreCase) ? "display" : name] = JsonSerializer.SerializeToNode(part);
        return role;
    }
}
