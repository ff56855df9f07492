using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Client;

/// <summary>Turns additions behind a filter into whole values: what a filter says of a value becomes part of the value.</summary>
internal static class WholeValues
{
    public static List<PatchOperation> Of(List<PatchOperation> operations)
    {
        var shaped = new List<PatchOperation>();
        var made = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var operation in operations)
        {
            if (operation is not { Verb: PatchVerb.Add, Path: { ValueFilter: ComparisonFilter { Operator: ComparisonOperator.Equal } filter } path, Value: { } value })
            {
                shaped.Add(operation);
                continue;
            }

            var key = $"{path.Attribute}[{filter}]";
            if (!made.TryGetValue(key, out var whole))
            {
                made[key] = whole = new JsonObject { [filter.Path.Attribute] = Literal(filter.Value) };
                shaped.Add(new PatchOperation(PatchVerb.Add, new PatchPath(path.Attribute, null, null), new JsonArray(whole)));
            }
            whole[path.SubAttribute ?? "value"] = value.DeepClone();
        }
        return shaped;
    }

    private static JsonValue? Literal(object? value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        decimal number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        _ => null,
    };
}
