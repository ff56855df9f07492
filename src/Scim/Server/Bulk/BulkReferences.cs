using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Scim.Server.Bulk;

/// <summary>
/// Finds and replaces <c>bulkId:</c> references (RFC 7644 §3.7.2): a text that is one, and one within a text, as in a PATCH's path or an address.
/// Within a text only ids count that the request gives.
/// </summary>
internal static class BulkReferences
{
    public const string Prefix = "bulkId:";

    /// <summary>The ids referred to, each once.</summary>
    public static IReadOnlyCollection<string> Find(JsonNode? node, IReadOnlySet<string> given)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Visit(node, text => Find(text, given, found));
        return found;
    }

    public static void Find(string text, IReadOnlySet<string> given, ISet<string> found)
    {
        foreach (var (id, _, _) in Split(text, given))
            found.Add(id);
    }

    /// <summary>The text with ids in the place of references that are resolved.</summary>
    public static string Replace(string text, IReadOnlyDictionary<string, string> ids)
    {
        if (!text.Contains(Prefix, StringComparison.OrdinalIgnoreCase))
            return text;
        foreach (var (id, start, length) in Split(text, ids.Keys.ToHashSet(StringComparer.Ordinal)).Reverse())
        {
            if (ids.TryGetValue(id, out var value))
                text = string.Concat(text.AsSpan(0, start), value, text.AsSpan(start + length));
        }
        return text;
    }

    /// <summary>A copy with ids in the place of references.</summary>
    public static JsonNode? Replace(JsonNode? node, IReadOnlyDictionary<string, string> ids)
    {
        switch (node)
        {
            case JsonObject item:
                var copy = new JsonObject();
                foreach (var (name, value) in item)
                    copy[name] = Replace(value, ids);
                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(value => Replace(value, ids))]);
            default:
                return JsonNames.Text(node) is { } text ? JsonValue.Create(Replace(text, ids)) : node?.DeepClone();
        }
    }

    /// <summary>Whether the node refers to one of these ids.</summary>
    public static bool Has(JsonNode? node, IReadOnlySet<string> ids)
    {
        var found = false;
        Visit(node, text => found = found || Split(text, ids).Any(part => ids.Contains(part.Id)));
        return found;
    }

    private static IEnumerable<(string Id, int Start, int Length)> Split(string text, IReadOnlySet<string> given)
    {
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && (given.Contains(text[Prefix.Length..]) || IsToken(text.AsSpan(Prefix.Length))))
        {
            yield return (text[Prefix.Length..], 0, text.Length);
            yield break;
        }
        for (var at = text.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Prefix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var id = at + Prefix.Length;
            var end = id;
            while (end < text.Length && IsTokenCharacter(text[end]))
                end++;
            if (given.Contains(text[id..end]))
                yield return (text[id..end], at, end - at);
        }
    }

    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!IsTokenCharacter(character))
                return false;
        }
        return !text.IsEmpty;
    }

    private static bool IsTokenCharacter(char character) => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or '~' or ':' or '@' or '+';

    private static void Visit(JsonNode? node, Action<string> visit)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (_, value) in item)
                    Visit(value, visit);
                break;
            case JsonArray items:
                foreach (var value in items)
                    Visit(value, visit);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                visit(value.ToString());
                break;
            default:
                break;
        }
    }
}
