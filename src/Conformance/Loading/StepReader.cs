using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;
using YamlDotNet.RepresentationModel;

namespace Sutler.Conformance.Loading;

/// <summary>Reads one step: its method is the key, its path the value.</summary>
internal static class StepReader
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private static readonly string[] Bodies = ["body", "with", "operations", "bulk", "text"];

    public static CaseStep Read(string file, YamlNode node)
    {
        var fields = new YamlFields(file, node);
        var methods = Methods.Where(fields.Has).ToList();
        if (methods.Count != 1)
            throw fields.Fault(node, $"a step has exactly one of the keys {string.Join(", ", Methods)}, with the path as its value");
        var (path, error, headers) = (fields.Text(methods[0]), fields.OptionalText("error"), fields.Pairs("headers").ToList());
        var step = new CaseStep
        {
            Method = methods[0].ToUpperInvariant(),
            Path = path.StartsWith('/') || path.StartsWith("{{", StringComparison.Ordinal) ? path : throw fields.Fault(node, "the path begins with /"),
            Each = fields.OptionalText("each"),
            Query = Strings(fields, "query"),
            Headers = [.. headers.Select(pair => KeyValuePair.Create(pair.Key, fields.Scalar(pair.Value)))],
            Body = Body(fields),
            Text = fields.OptionalText("text"),
            CompleteAs = fields.Has("with") ? TypeOf(fields, path) : null,
            Token = Token(fields),
            Statuses = Statuses(fields, error),
            ErrorType = ErrorType(error),
            HeaderExpectations = ExpectationReader.Read(file, fields.Pairs("expectHeaders")),
            Expectations = ExpectationReader.Read(file, fields.Pairs("expect")),
            As = fields.OptionalText("as"),
            Captures = Strings(fields, "capture"),
        };
        step = fields.Optional("with") is { } content ? step with { Body = YamlJson.Convert(file, content) as JsonObject ?? [] } : step;
        fields.Close();
        return step;
    }

    private static JsonNode? Body(YamlFields fields)
    {
        if (Bodies.Count(fields.Has) > 1)
            throw fields.Fault(null, "a step has one body: 'body' (as it stands), 'with' (completed to a resource), 'operations' (PATCH), 'bulk' or 'text'");
        if (fields.Optional("body") is { } body)
            return YamlJson.Convert(fields.File, body);
        if (fields.Optional("operations") is { } operations)
            return Message("{{urn.PatchOp}}", YamlJson.Convert(fields.File, operations));
        return fields.Optional("bulk") is { } bulk ? Message("{{urn.BulkRequest}}", YamlJson.Convert(fields.File, bulk)) : null;
    }

    private static JsonObject Message(string schema, JsonNode? operations) => new() { ["schemas"] = new JsonArray(schema), ["Operations"] = operations };

    private static string TypeOf(YamlFields fields, string path) => path.Split('/', '?')[1].ToUpperInvariant() switch
    {
        "USERS" => "User",
        "GROUPS" => "Group",
        _ => throw fields.Fault(null, "'with' completes users and groups: use it below /Users or /Groups, else 'body'"),
    };

    private static TokenUse Token(YamlFields fields) => fields.OptionalText("token") switch
    {
        null => TokenUse.Right,
        "none" => TokenUse.None,
        "wrong" => TokenUse.Wrong,
        _ => throw fields.Fault(null, "'token' is none or wrong"),
    };

    private static IReadOnlyList<int> Statuses(YamlFields fields, string? error)
    {
        var listed = fields.List("status").Select(fields.Scalar).ToList();
        if (error is not null)
            listed.AddRange(error.Split(' ')[0].Split('|'));
        return [.. listed.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599
            ? status
            : throw fields.Fault(null, $"'{text}' is no status. Write 'status: 200', 'status: [200, 204]' or 'error: 400 invalidFilter'"))];
    }

    private static string? ErrorType(string? error) => error?.Split(' ', 2) is [_, var type] ? type : error is null ? null : "";

    private static IReadOnlyList<KeyValuePair<string, string>> Strings(YamlFields fields, string name) =>
        [.. fields.Pairs(name).Select(pair => KeyValuePair.Create(pair.Key, fields.Scalar(pair.Value)))];
}
