using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sutler.Testing;

/// <summary>An attribute path as a target of its own making reads it: written apart from the product's, so that the two can disagree.</summary>
internal sealed partial record TargetPath(string? Urn, string Name, string? Filter, string? Sub)
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:";

    public static TargetPath Parse(string text)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        var head = bracket < 0 ? text : text[..bracket];
        var colon = head.LastIndexOf(':');
        var urn = colon < 0 ? null : head[..colon];
        if (urn?.StartsWith(Core, StringComparison.OrdinalIgnoreCase) == true)
            urn = null;
        var names = head[(colon + 1)..].Split('.', 2);
        if (bracket < 0)
            return new TargetPath(urn, names[0], null, names.Length > 1 ? names[1] : null);
        var end = text.LastIndexOf(']');
        if (end < 0)
            throw new TargetRefusal(400, "invalidPath", $"The path '{text}' has no end.");
        var rest = text[(end + 1)..];
        return new TargetPath(urn, names[0], text[(bracket + 1)..end], rest.StartsWith('.') ? rest[1..] : null);
    }

    /// <summary>The object that holds the attribute.</summary>
    public JsonObject? Container(JsonObject resource, bool make)
    {
        if (Urn is null)
            return resource;
        var key = Key(resource, Urn);
        if (resource[key] is JsonObject found)
            return found;
        if (!make)
            return null;
        var made = new JsonObject();
        resource[key] = made;
        return made;
    }

    public static string Key(JsonObject item, string name) =>
        item.Select(pair => pair.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;

    public static JsonNode? Get(JsonObject item, string name) => item[Key(item, name)];

    /// <summary>Whether a value or resource is one that a filter selects. Only eq joined by and.</summary>
    public static bool Matches(JsonObject item, string filter, bool caseSensitive)
    {
        var position = 0;
        while (true)
        {
            var whole = Whole().Match(filter, position);
            if (whole.Success)
            {
                if (!Parse(whole.Groups["path"].Value).HasAny(item, caseSensitive))
                    return false;
                position = whole.Index + whole.Length;
                if (position == filter.Length)
                    return true;
                continue;
            }

            var term = Term().Match(filter, position);
            if (!term.Success || term.Index != position)
                throw new TargetRefusal(400, "invalidFilter", $"The filter '{filter}' is not understood.");
            if (!Parse(term.Groups["path"].Value).Has(item, JsonNode.Parse(term.Groups["value"].Value), caseSensitive))
                return false;
            position = term.Index + term.Length;
            if (position == filter.Length)
                return true;
        }
    }

    private bool Has(JsonObject item, JsonNode? wanted, bool caseSensitive)
    {
        if (Container(item, make: false) is not { } container)
            return false;
        var value = Get(container, Name);
        var exact = caseSensitive || Name.Equals("id", StringComparison.OrdinalIgnoreCase) || Name.Equals("externalId", StringComparison.OrdinalIgnoreCase);
        return Values(value).Any(candidate => string.Equals(candidate, wanted?.ToString(), exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase));

        IEnumerable<string?> Values(JsonNode? node) => node switch
        {
            JsonArray items => items.OfType<JsonObject>().Where(one => Filter is null || Matches(one, Filter, caseSensitive: false)).Select(one => Get(one, Sub ?? "value")?.ToString())
                .Concat(items.OfType<JsonValue>().Select(one => one.ToString())),
            JsonObject one => [Get(one, Sub ?? "value")?.ToString()],
            null => [],
            _ => [node.ToString()],
        };
    }

    private bool HasAny(JsonObject item, bool caseSensitive) =>
        Container(item, make: false) is { } container && Get(container, Name) is JsonArray items && items.OfType<JsonObject>().Any(one => Matches(one, Filter!, caseSensitive));

    [GeneratedRegex("""\G\s*(?:and\s+)?(?<path>[^\s\[]+\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\])(?!\.)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("""\s*(?:and\s+)?(?<path>[^\s\[]+(?:\[[^\]]*\](?:\.\S+)?)?)\s+eq\s+(?<value>"(?:[^"\\]|\\.)*"|true|false|null|-?[0-9.]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Term();
}
