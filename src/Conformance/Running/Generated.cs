using System.Globalization;
using System.Text.Json.Nodes;

namespace Sutler.Conformance.Running;

/// <summary>Content that is made rather than written: <c>{$times: N, $item: …}</c> is a list, <c>{$pad: N}</c> a long text.</summary>
internal static class Generated
{
    private const long MaxItems = 20_000;
    private const long MaxText = 32L << 20;

    /// <summary>The item N times, each with its number as <c>{{index}}</c>, from 1.</summary>
    public static JsonArray List(JsonObject content, Variables variables)
    {
        var list = new JsonArray();
        for (var index = 1; index <= Size(content["$times"], variables, MaxItems); index++)
        {
            variables.Set("index", index);
            list.Add(variables.Expand(content["$item"]));
        }

        return list;
    }

    public static JsonValue Text(JsonObject content, Variables variables) =>
        JsonValue.Create(new string('x', (int)Size(content["$pad"], variables, MaxText)));

    private static long Size(JsonNode? written, Variables variables, long limit)
    {
        var text = variables.Text(written?.ToString() ?? "");
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            throw new CaseAbortException($"'{text}' is no number of items or characters");
        return size <= limit ? size : throw new CaseAbortException($"it would send {size}, more than the {limit} that the runner tries", skips: true);
    }
}
