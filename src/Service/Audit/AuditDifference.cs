using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Audit;

/// <summary>
/// What differs between two states, path by path, with secrets masked and long values cut. Pure. A list whose items have an id or a name is
/// compared item by item under that name, so that one changed mapping is one entry.
/// </summary>
internal static class AuditDifference
{
    private const int MostEntries = 200;
    private const int MostLength = 2000;
    private const int MostDepth = 12;
    private const string Mask = "***";
    private static readonly string[] Secretive = ["password", "secret", "token", "credential", "privatekey", "apikey", "appkey"];
    private static readonly string[] Keys = ["id", "key", "name", "targetAttributeName"];

    public static IReadOnlyList<AuditProperty> Of(JsonNode? before, JsonNode? after)
    {
        var found = new List<AuditProperty>();
        Compare("", before, after, found);
        return found;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<AuditProperty> found)
    {
        if (found.Count >= MostEntries || JsonNode.DeepEquals(before, after))
            return;
        var depth = path.Count(letter => letter == '/');
        if (depth < MostDepth && Parts(before) is { } left && Parts(after) is { } right && (left.Count > 0 || right.Count > 0) && (before is null || after is null || before.GetValueKind() == after.GetValueKind()))
        {
            foreach (var name in left.Keys.Union(right.Keys, StringComparer.Ordinal))
                Compare(path.Length == 0 ? name : path + "/" + name, left.GetValueOrDefault(name), right.GetValueOrDefault(name), found);
            return;
        }

        found.Add(new AuditProperty(path, Text(path, before), Text(path, after)));
    }

    /// <summary>The named parts of an object or a list; nothing has none; null for a plain value or a list whose items have no names of their own.</summary>
    private static Dictionary<string, JsonNode?>? Parts(JsonNode? node) => node switch
    {
        null => new(StringComparer.Ordinal),
        JsonObject value => value.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        JsonArray list => Named(list),
        _ => null,
    };

    private static Dictionary<string, JsonNode?>? Named(JsonArray list)
    {
        var parts = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (item is not JsonObject part || Array.Find(Keys, key => part[key]?.GetValueKind() is JsonValueKind.String) is not { } key || !parts.TryAdd($"[{part[key]}]", part))
                return null;
        }

        return parts;
    }

    private static string? Text(string path, JsonNode? node)
    {
        if (node is null)
            return null;
        if (IsSecret(path))
            return Mask;
        var text = node.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : Masked(node).ToJsonString();
        return text.Length > MostLength ? text[..MostLength] + "…" : text;
    }

    private static JsonNode Masked(JsonNode node)
    {
        var copy = node.DeepClone();
        MaskIn(copy);
        return copy;
    }

    private static void MaskIn(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                MaskIn(item);
        }
        else if (node is JsonObject value)
        {
            foreach (var (name, part) in value.ToList())
            {
                if (part is JsonValue && IsSecret(name))
                    value[name] = Mask;
                else
                    MaskIn(part);
            }
        }
    }

    private static bool IsSecret(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Array.Exists(Secretive, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
