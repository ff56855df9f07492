using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Conformance.Expectations;
using YamlDotNet.RepresentationModel;

namespace Sutler.Conformance.Loading;

/// <summary>Reads <c>path: value</c> (equals) and <c>path: {operator: operand, …}</c>.</summary>
internal static class ExpectationReader
{
    private static readonly Dictionary<string, Func<JsonNode?, bool>> Operands = new(StringComparer.Ordinal)
    {
        ["exists"] = operand => operand is JsonValue value && value.TryGetValue<bool>(out _),
        ["set"] = operand => operand is JsonArray,
        ["oneOf"] = operand => operand is JsonArray,
        ["only"] = operand => operand is JsonArray,
        ["matches"] = operand => operand is JsonValue value && value.TryGetValue<string>(out var pattern) && IsPattern(pattern),
        ["type"] = operand => operand?.ToString() is "null" or "boolean" or "string" or "number" or "array" or "object",
        ["count"] = IsNumber,
        ["atLeast"] = IsNumber,
        ["atMost"] = IsNumber,
    };

    public static IReadOnlyList<PathExpectation> Read(string file, IEnumerable<KeyValuePair<string, YamlNode>> pairs) =>
        [.. pairs.Select(pair => new PathExpectation(pair.Key, Checks(file, pair.Value)))];

    private static List<Check> Checks(string file, YamlNode node)
    {
        if (node is not YamlMappingNode mapping)
            return [new Check("equals", YamlJson.Convert(file, node), [])];
        if (mapping.Children.Count == 0)
            throw YamlFields.Fault(file, node.Start, "expects nothing: name an operator");
        return [.. mapping.Children.Select(pair => ReadCheck(file, pair.Key, pair.Value))];
    }

    private static Check ReadCheck(string file, YamlNode key, YamlNode operand)
    {
        var name = (key as YamlScalarNode)?.Value ?? "";
        if (!CheckEvaluator.Operators.Contains(name))
            throw YamlFields.Fault(file, key.Start, $"has the unknown operator '{name}'. Known: {string.Join(", ", CheckEvaluator.Operators)}");
        if (CheckEvaluator.IsOverElements(name))
            return new Check(name, null, Nested(file, name, operand));
        var value = YamlJson.Convert(file, operand);
        return !Operands.TryGetValue(name, out var fits) || fits(value)
            ? new Check(name, value, [])
            : throw YamlFields.Fault(file, operand.Start, $"gives '{name}' an operand that does not fit it");
    }

    private static IReadOnlyList<PathExpectation> Nested(string file, string name, YamlNode operand) =>
        operand is YamlMappingNode { Children.Count: > 0 } mapping
            ? Read(file, mapping.Children.Select(pair => KeyValuePair.Create((pair.Key as YamlScalarNode)?.Value ?? "", pair.Value)))
            : throw YamlFields.Fault(file, operand.Start, $"'{name}' takes expectations on the elements: {name}: {{ path: value }}");

    private static bool IsNumber(JsonNode? operand) =>
        operand is JsonValue value && (value.TryGetValue<long>(out _) || (value.TryGetValue<string>(out var text) && text.Contains("{{", StringComparison.Ordinal)));

    private static bool IsPattern(string text)
    {
        try
        {
            _ = Regex.IsMatch("", text, RegexOptions.None, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
