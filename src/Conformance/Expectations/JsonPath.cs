using System.Globalization;
using System.Text.Json.Nodes;

namespace Sutler.Conformance.Expectations;

/// <summary>
/// Finds a place in a document. Segments are separated by <c>.</c>, or by <c>/</c> where the path begins with one (for URNs); a segment is
/// a member's name (exact first, then without regard to case: RFC 7643 §2.1), an index, <c>*</c> for every element, or a name with a
/// selector: <c>emails[type=work]</c>. <c>$</c> is the whole document.
/// </summary>
internal static class JsonPath
{
    public static JsonNode? Find(JsonNode? root, string path)
    {
        if (path is "$" or "")
            return root;
        var segments = path.StartsWith('/') ? Split(path[1..], '/') : Split(path, '.');
        return Walk(root, [.. segments]);
    }

    public static JsonNode? Member(JsonObject parent, string name)
    {
        if (parent.TryGetPropertyValue(name, out var exact))
            return exact;
        return parent.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>Null, an empty list and a missing member are the same unassigned value (RFC 7643 §2.5).</summary>
    public static bool IsUnassigned(JsonNode? node) => node is null or JsonArray { Count: 0 };

    private static JsonNode? Walk(JsonNode? node, ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty || node is null)
            return node;
        var (name, selector) = SplitSelector(segments[0]);
        if (name == "*")
            return Every(node, segments[1..]);
        var next = node switch
        {
            JsonObject parent => Member(parent, name),
            JsonArray list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => index < list.Count ? list[index] : null,
            _ => null,
        };
        return Walk(selector is null ? next : Select(next, selector), segments[1..]);
    }

    private static JsonArray? Every(JsonNode node, ReadOnlySpan<string> rest)
    {
        if (node is not JsonArray list)
            return null;
        var found = new JsonArray();
        foreach (var element in list)
            found.Add(Walk(element, rest)?.DeepClone());
        return found;
    }

    private static JsonObject? Select(JsonNode? node, string selector)
    {
        var parts = selector.Split('=', 2);
        if (node is not JsonArray list || parts.Length != 2)
            return null;
        return list.OfType<JsonObject>().FirstOrDefault(element =>
            string.Equals(Find(element, parts[0])?.ToString(), parts[1], StringComparison.OrdinalIgnoreCase));
    }

    private static (string Name, string? Selector) SplitSelector(string segment)
    {
        var open = segment.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && segment.EndsWith(']') ? (segment[..open], segment[(open + 1)..^1]) : (segment, null);
    }

    private static List<string> Split(string path, char separator)
    {
        var segments = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < path.Length; i++)
        {
            depth += path[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (path[i] != separator || depth > 0)
                continue;
            segments.Add(path[start..i]);
            start = i + 1;
        }

        segments.Add(path[start..]);
        return segments;
    }
}
