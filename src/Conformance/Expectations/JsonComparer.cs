using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Conformance.Expectations;

/// <summary>Compares JSON as SCIM means it: names of members without regard to case, an unassigned member like a missing one.</summary>
internal static class JsonComparer
{
    /// <summary>Both hold the same, nothing more and nothing less; lists in the same order.</summary>
    public static bool Same(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject one, JsonObject other) => Covers(one, other, Same) && Covers(other, one, Same),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second)),
        (JsonValue one, JsonValue other) => SameValue(one, other),
        _ => JsonPath.IsUnassigned(expected) && JsonPath.IsUnassigned(actual),
    };

    /// <summary>The actual value holds at least what is expected; elements of a list may come in any order.</summary>
    public static bool Includes(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject one, JsonObject other) => Covers(one, other, Includes),
        (JsonArray one, JsonArray other) => one.All(element => other.Any(candidate => Includes(element, candidate))),
        _ => Same(expected, actual),
    };

    /// <summary>The lists hold the same elements in any order.</summary>
    public static bool SameSet(JsonArray expected, JsonArray actual) =>
        expected.Count == actual.Count && Includes(expected, actual)
        && actual.All(element => expected.Any(candidate => Includes(candidate, element)));

    private static bool Covers(JsonObject expected, JsonObject actual, Func<JsonNode?, JsonNode?, bool> same) =>
        expected.All(pair => same(pair.Value, JsonPath.Member(actual, pair.Key)));

    private static bool SameValue(JsonValue one, JsonValue other)
    {
        var kinds = (one.GetValueKind(), other.GetValueKind());
        return kinds switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => Number(one) == Number(other),
            (JsonValueKind.String, JsonValueKind.String) => one.GetValue<string>() == other.GetValue<string>(),
            _ => kinds.Item1 == kinds.Item2,
        };
    }

    private static decimal? Number(JsonValue value) =>
        decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
