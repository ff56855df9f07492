using System.Text.Json;
using System.Text.Json.Nodes;
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

    private static JsonObject Plain(string value) => new() { ["primary"] = false, ["value"] = value };

    private static JsonObject Role(ComplexValue value)
    {
        var role = new JsonObject { ["primary"] = false };
        foreach (var (name, part) in value.Parts)
            role[name.Equals("displayName", StringComparison.OrdinalIgnoreCase) ? "display" : name] = JsonSerializer.SerializeToNode(part);
        return role;
    }
}
