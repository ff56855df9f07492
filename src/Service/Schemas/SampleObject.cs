using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas;

/// <summary>Attributes of a made-up object, from JSON, as expressions read them.</summary>
internal static class SampleObject
{
    public static Dictionary<string, object?> Read(JsonObject attributes) =>
        attributes.ToDictionary(pair => pair.Key, pair => Value(pair.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>Text, bool, decimal, text[] or complex values; null for nothing.</summary>
    public static object? Value(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list when list.Any(item => item is JsonObject) => list.OfType<JsonObject>().Select(Complex).ToArray(),
        JsonArray list => list.Select(item => Text(item)).ToArray(),
        JsonObject one => new[] { Complex(one) },
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when node.AsValue().TryGetValue<decimal>(out var number) => number,
            JsonValueKind.Null => null,
            _ => Text(node),
        },
    };

    /// <summary>Whether a value is what was expected, by its text forms.</summary>
    public static bool IsSame(JsonNode? expected, object? got) => (Value(expected), got) switch
    {
        (null, null or "") => true,
        (string[] left, string[] right) => left.SequenceEqual(right, StringComparer.Ordinal),
        (ComplexValue[] left, ComplexValue[] right) => left.SequenceEqual(right),
        (null, _) or (_, null) => false,
        var (left, right) => left is not (string[] or ComplexValue[]) && right is not (string[] or ComplexValue[]) && Plain(left) == Plain(right),
    };

    public static string Show(object? value) => value switch
    {
        null => "null",
        string[] many => $"[{string.Join(", ", many.Select(text => $"'{text}'"))}]",
        ComplexValue[] many => JsonSerializer.Serialize(many.Select(item => item.Parts)),
        _ => $"'{Plain(value)}'",
    };

    private static string Plain(object value) => value is bool flag ? flag ? "True" : "False" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? "";

    private static ComplexValue Complex(JsonObject parts) =>
        new(parts.Where(part => part.Value is JsonValue).ToDictionary(part => part.Key, part => Value(part.Value)!, StringComparer.Ordinal));
}
