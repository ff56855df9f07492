using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Scim;

/// <summary>Access to JSON by names that compare without regard to case, as SCIM's do (RFC 7643 §2.1).</summary>
internal static class JsonNames
{
    public static bool TryFind(JsonObject item, string name, [NotNullWhen(true)] out string? key)
    {
        key = name;
        if (item.ContainsKey(name))
            return true;
        foreach (var (other, _) in item)
        {
            if (!other.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            key = other;
            return true;
        }
        key = null;
        return false;
    }

    public static JsonNode? Get(JsonObject item, string name) => TryFind(item, name, out var key) ? item[key] : null;

    public static bool TryGet(JsonElement item, string name, out JsonElement value)
    {
        if (item.TryGetProperty(name, out value))
            return true;
        foreach (var property in item.EnumerateObject())
        {
            if (!property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            value = property.Value;
            return true;
        }
        return false;
    }

    /// <summary>The text of a JSON string; null for anything else.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.ToString() : null;
}
