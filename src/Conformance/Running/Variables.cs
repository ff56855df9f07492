using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Conformance.Expectations;

namespace Sutler.Conformance.Running;

/// <summary>
/// The variables of one case and the replacement of <c>{{…}}</c>: a name with a path, <c>upper:</c> or <c>lower:</c> before it, a small
/// <c>+ N</c> or <c>- N</c> after it. A text that is nothing but one variable takes over its JSON value.
/// </summary>
internal sealed partial class Variables
{
    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.Ordinal);

    public void Set(string name, JsonNode? value) => _values[name] = value?.DeepClone();

    /// <exception cref="CaseAbortException">A variable has no value.</exception>
    public string Text(string template) => Placeholder().Replace(template, match => Value(match.Groups["name"].Value)?.ToString() ?? "");

    /// <exception cref="CaseAbortException">A variable has no value.</exception>
    public JsonNode? Expand(JsonNode? template) => template switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => ExpandText(text),
        JsonArray list => new JsonArray([.. list.Select(Expand)]),
        JsonObject content when content.ContainsKey("$times") => Generated.List(content, this),
        JsonObject content when content.ContainsKey("$pad") => Generated.Text(content, this),
        JsonObject content => new JsonObject(content.Select(pair => KeyValuePair.Create(Text(pair.Key), Expand(pair.Value)))),
        _ => template?.DeepClone(),
    };

    public IReadOnlyList<PathExpectation> Expand(IEnumerable<PathExpectation> expectations) =>
        [.. expectations.Select(one => new PathExpectation(Text(one.Path), [.. one.Checks.Select(Expand)]))];

    private Check Expand(Check check) => check with
    {
        Operand = check.Operand is null ? null : Expand(check.Operand),
        Nested = Expand(check.Nested),
    };

    private JsonNode? ExpandText(string text)
    {
        var match = Placeholder().Match(text);
        return match.Success && match.Length == text.Length ? Value(match.Groups["name"].Value)?.DeepClone() : JsonValue.Create(Text(text));
    }

    private JsonNode? Value(string expression)
    {
        var sum = Sum().Match(expression);
        if (sum.Success)
            return JsonValue.Create(Number(sum.Groups["name"].Value) + int.Parse(sum.Groups["sign"].Value + sum.Groups["number"].Value, CultureInfo.InvariantCulture));
        var (function, path) = expression.Split(':', 2) is [var before, var after] ? (before, after) : ("", expression);
        var value = Find(path);
        return function switch
        {
            "upper" => JsonValue.Create(value.ToString().ToUpperInvariant()),
            "lower" => JsonValue.Create(value.ToString().ToLowerInvariant()),
            "" => value,
            _ => throw new CaseAbortException($"'{function}:' is no function; known are upper: and lower:"),
        };
    }

    private long Number(string path) =>
        long.TryParse(Find(path).ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CaseAbortException($"{{{{{path}}}}} is no number");

    private JsonNode Find(string path)
    {
        var names = path.Split('.', 2);
        if (!_values.TryGetValue(names[0], out var root))
            throw new CaseAbortException($"nothing has set {{{{{names[0]}}}}}");
        return JsonPath.Find(root, names.Length == 2 ? names[1] : "$") ?? throw new CaseAbortException($"an earlier answer left {{{{{path}}}}} without a value");
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}]+?)\s*\}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(?<name>.+?) (?<sign>[+-]) (?<number>[0-9]{1,6})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sum();
}
