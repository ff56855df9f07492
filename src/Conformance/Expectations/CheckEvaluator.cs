using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sutler.Conformance.Expectations;

/// <summary>
/// Decides the expectations of a step on a document. Pure: all variables are already replaced. An answer of null means that all holds, any
/// other names the first that does not.
/// </summary>
internal static class CheckEvaluator
{
    private const int ExcerptLength = 300;

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, Func<Check, JsonNode?, bool>> Tests = new(StringComparer.Ordinal)
    {
        ["equals"] = (check, actual) => JsonComparer.Same(check.Operand, actual),
        ["not"] = (check, actual) => !JsonComparer.Same(check.Operand, actual),
        ["exists"] = (check, actual) => check.Operand!.GetValue<bool>() != JsonPath.IsUnassigned(actual),
        ["count"] = (check, actual) => Size(actual) == Number(check.Operand),
        ["atLeast"] = (check, actual) => Size(actual) >= Number(check.Operand),
        ["atMost"] = (check, actual) => Size(actual) <= Number(check.Operand),
        ["contains"] = (check, actual) => Contains(check.Operand, actual),
        ["lacks"] = (check, actual) => !Contains(check.Operand, actual),
        ["set"] = (check, actual) => JsonComparer.SameSet(check.Operand!.AsArray(), actual as JsonArray ?? []),
        ["matches"] = (check, actual) => actual is JsonValue && Regex.IsMatch(actual.ToString(), check.Operand!.ToString(), RegexOptions.None, PatternTimeout),
        ["ignoringCase"] = (check, actual) => string.Equals(check.Operand?.ToString(), actual?.ToString(), StringComparison.OrdinalIgnoreCase),
        ["type"] = (check, actual) => check.Operand!.ToString() == KindOf(actual),
        ["oneOf"] = (check, actual) => check.Operand!.AsArray().Any(candidate => JsonComparer.Same(candidate, actual)),
        ["only"] = (check, actual) => actual is JsonObject found && found.All(pair => Names(check.Operand).Contains(pair.Key)),
        ["all"] = (check, actual) => actual is JsonArray list && list.All(element => FirstFailure(check.Nested, element) is null),
        ["any"] = (check, actual) => actual is JsonArray list && list.Any(element => FirstFailure(check.Nested, element) is null),
        ["none"] = (check, actual) => actual is not JsonArray list || list.All(element => FirstFailure(check.Nested, element) is not null),
        ["atMostOne"] = (check, actual) => actual is not JsonArray list || list.Count(element => FirstFailure(check.Nested, element) is null) <= 1,
    };

    public static IReadOnlyCollection<string> Operators => Tests.Keys;

    /// <summary>Operators whose operand is a mapping of expectations on elements.</summary>
    public static bool IsOverElements(string name) => name is "all" or "any" or "none" or "atMostOne";

    public static Mismatch? FirstFailure(IEnumerable<PathExpectation> expectations, JsonNode? document)
    {
        foreach (var expectation in expectations)
        {
            var actual = JsonPath.Find(document, expectation.Path);
            var failed = expectation.Checks.FirstOrDefault(check => !Tests[check.Operator](check, actual));
            if (failed is not null)
                return new Mismatch($"{expectation.Path} {Words(failed)}", actual is null ? "nothing there" : Excerpt(actual));
        }

        return null;
    }

    private static string Words(Check check) =>
        check.Operand is null && check.Nested.Count > 0
            ? $"{check.Operator} ({string.Join(" and ", check.Nested.Select(nested => $"{nested.Path} {string.Join(", ", nested.Checks.Select(Words))}"))})"
            : $"{check.Operator} {(check.Operand is null ? "null" : Excerpt(check.Operand))}";

    private static string Excerpt(JsonNode node)
    {
        var text = node.ToJsonString(PlainJson.Options);
        return text.Length <= ExcerptLength ? text : text[..ExcerptLength] + "…";
    }

    private static decimal? Size(JsonNode? actual) => actual switch
    {
        null => 0,
        JsonArray list => list.Count,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value),
        _ => null,
    };

    private static decimal? Number(JsonNode? node) =>
        decimal.TryParse(node?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static HashSet<string> Names(JsonNode? operand) =>
        operand is JsonArray list ? list.Select(name => name!.ToString()).ToHashSet(StringComparer.Ordinal) : [];

    private static bool Contains(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonArray wanted, JsonArray list) => JsonComparer.Includes(wanted, list),
        (_, JsonArray list) => list.Any(element => JsonComparer.Includes(expected, element)),
        (JsonObject wanted, JsonObject found) => JsonComparer.Includes(wanted, found),
        (JsonValue, JsonValue) => actual!.ToString().Contains(expected!.ToString(), StringComparison.Ordinal),
        _ => false,
    };

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        { } kind => kind.ToString().ToLowerInvariant(),
    };
}
