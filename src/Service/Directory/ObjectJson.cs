using System.Text.Json.Nodes;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory;

/// <summary>Writes attributes of users and groups as the API shows them.</summary>
internal static class ObjectJson
{
    public static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        decimal number => number,
        IEnumerable<string> many => new JsonArray([.. many.Select(item => (JsonNode)item)]),
        _ => (string)value,
    };

    /// <summary>
    /// What is selected of an object that is written whole, under the names of the selection: also those that Graph has for attributes of
    /// the source schema. An attribute without a value is null.
    /// </summary>
    public static JsonObject Select(JsonObject whole, Selection? selection, DirectoryType type)
    {
        if (selection is null || selection.IsAll)
            return whole;
        var shown = new JsonObject();
        foreach (var name in selection.Names)
        {
            var key = whole.ContainsKey(name) ? name : type.Find(name)?.Name ?? name;
            if (string.Equals(name, "businessPhones", StringComparison.OrdinalIgnoreCase))
                shown[name] = new JsonArray(whole["telephoneNumber"] is { } number ? [number.DeepClone()] : []);
            else
                shown[whole.ContainsKey(name) || !type.Aliases.ContainsKey(name) ? key : name] = whole[key]?.DeepClone();
        }

        return shown;
    }
}
