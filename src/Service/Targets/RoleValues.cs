using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Patch;
using Sutler.Service.Planning;

namespace Sutler.Service.Targets;

/// <summary>
/// App roles as values of <c>roles</c>. A mapping gives each as JSON text with id, value and displayName (or display, samples differ), or as
/// the plain value (S/MAP-36, S/MAP-37). Pure.
/// </summary>
internal static class RoleValues
{
    /// <summary>Whether the path is the whole attribute <c>roles</c>.</summary>
    public static bool Are(PatchPath path) => path is { ValueFilter: null, Attribute.SubAttribute: null } && path.Attribute.Attribute.Equals("roles", StringComparison.OrdinalIgnoreCase);

    /// <summary>Neither one is the primary: several roles count the same (S/MAP-36).</summary>
    public static JsonArray Of(object value) => new([.. Items(value).Select(item => (JsonNode)Role(item))]);

    private static IEnumerable<string> Items(object value)
    {
        if (value is string[] many)
            return many;
        var text = TargetValue.Text(value);
        return text.StartsWith('[') && Parse(text) is JsonArray array ? array.Select(item => item?.ToJsonString() ?? "").Where(item => item.Length > 0) : [text];
    }

    private static JsonObject Role(string item)
    {
        var role = new JsonObject { ["primary"] = false };
        if (!item.StartsWith('{') || Parse(item) is not JsonObject given)
        {
            role["value"] = item.StartsWith('"') && Parse(item) is JsonValue text ? text.GetValue<string>() : item;
            return role;
        }

        foreach (var (name, value) in given)
        {
            var target = name.Equals("displayName", StringComparison.OrdinalIgnoreCase) ? "display" : name;
            if (value is not null)
                role[target] = value.DeepClone();
        }
        return role;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
