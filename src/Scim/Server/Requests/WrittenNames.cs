using System.Text.Json.Nodes;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Server.Requests;

/// <summary>The attributes that a request writes, by the names it uses.</summary>
internal static class WrittenNames
{
    public static IReadOnlyList<AttributePath> Of(JsonObject body)
    {
        var names = new List<AttributePath>(body.Count);
        foreach (var (key, value) in body)
            Add(names, key, value);
        return names;
    }

    public static IEnumerable<AttributePath> Of(IReadOnlyList<PatchOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Path is { } path)
                yield return path.Attribute;
            else if (operation.Value is JsonObject members)
            {
                foreach (var name in Of(members))
                    yield return name;
            }
        }
    }

    private static void Add(List<AttributePath> names, string key, JsonNode? value)
    {
        // An extension's object is named by its URN, and what it holds by attribute.
        if (key.Contains(':', StringComparison.Ordinal) && value is JsonObject extension)
        {
            foreach (var (inner, _) in extension)
            {
                if (AttributePath.TryParse($"{key}:{inner}", out var path))
                    names.Add(path);
            }
        }
        if (AttributePath.TryParse(key, out var name))
            names.Add(name);
    }
}
