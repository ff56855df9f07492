using System.Text.Json.Nodes;

namespace Sutler.Service.Mapping;

/// <summary>The roles of an application as mappings see them: Graph's <c>appRoles</c>, each with the parts id, value and displayName (S/MAP-35).</summary>
internal static class AppRoles
{
    /// <summary>Roles by id; those that are switched off give nothing.</summary>
    public static IReadOnlyDictionary<string, ComplexValue> Read(string? appRoles)
    {
        var roles = new Dictionary<string, ComplexValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var role in (appRoles is null ? null : JsonNode.Parse(appRoles) as JsonArray ?? []) ?? [])
        {
            if (role is JsonObject item && item["id"]?.GetValue<string>() is { } id && item["isEnabled"]?.GetValue<bool>() is not false)
                roles[id] = new ComplexValue(Parts(id, item));
        }

        return roles;
    }

    private static Dictionary<string, object> Parts(string id, JsonObject item)
    {
        var parts = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = id };
        foreach (var name in (string[])["value", "displayName"])
        {
            if (item[name]?.GetValue<string>() is { Length: > 0 } text)
                parts[name] = text;
        }

        return parts;
    }
}
