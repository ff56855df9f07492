using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Api;

/// <summary>
/// Compares an answer with a documented shape: the same properties and kinds of values. In a shape <c>"string"</c>, <c>0</c>, <c>true</c>, <c>null</c>
/// stand for text, a number, a flag and anything; a list's first item for each of its items; <c>{}</c> for any object.
/// </summary>
internal static class Shape
{
    /// <summary>What differs, by path; empty for nothing. Names in <paramref name="extra"/> may stand there beyond the shape.</summary>
    public static IReadOnlyList<string> Differences(JsonNode? answer, string shape, params string[] extra)
    {
        var found = new List<string>();
        Compare("$", answer, JsonNode.Parse(shape), (extra, found));
        return found;
    }

    private static void Compare(string path, JsonNode? answer, JsonNode? shape, (string[] Extra, List<string> Found) context)
    {
        if (shape is null || (answer is null && shape is JsonObject { Count: 0 }))
            return;
        if (answer is null || Kind(answer) != Kind(shape))
        {
            context.Found.Add($"{path} is {answer?.ToJsonString() ?? "null"}, wanted {Kind(shape)}");
            return;
        }

        if (shape is JsonObject { Count: > 0 } wanted)
            CompareObjects(path, answer.AsObject(), wanted, context);
        else if (shape is JsonArray { Count: > 0 } items)
        {
            foreach (var item in answer.AsArray())
                Compare(path + "[]", item, items[0], context);
        }
    }

    private static void CompareObjects(string path, JsonObject answer, JsonObject shape, (string[] Extra, List<string> Found) context)
    {
        foreach (var (name, part) in shape)
        {
            if (!answer.ContainsKey(name))
                context.Found.Add($"{path}.{name} is missing");
            else
                Compare($"{path}.{name}", answer[name], part, context);
        }

        foreach (var (name, _) in answer)
        {
            if (!shape.ContainsKey(name) && !context.Extra.Contains(name))
                context.Found.Add($"{path}.{name} is not documented");
        }
    }

    private static string Kind(JsonNode node) => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "flag" : node.GetValueKind().ToString();
}
