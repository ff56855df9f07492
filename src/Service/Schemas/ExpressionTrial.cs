using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Expressions.Values;
using Sutler.Service.Api;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas;

/// <summary>Parses an expression and computes it for an object that the request makes up (S/EXPR-97). Pure but for the context.</summary>
internal static class ExpressionTrial
{
    private const int MostProperties = 1_000;

    public static JsonObject Run(JsonObject request, EvaluationContext context)
    {
        var text = request.Text("expression") ?? throw ApiException.BadRequest("The body names no expression. Send {\"expression\":\"…\",\"testInputObject\":{\"properties\":[…]}}.");
        var parsed = Expression.Parse(text);
        if (parsed.Expression is not { } expression)
            return Answer(null, null, ("ParsingFailed", parsed.Error!.Message));
        if (request.Part("testInputObject") is not { } sample)
            return Answer(expression, null, null);

        var values = Properties(sample);
        var result = expression.Evaluate(new DelegateSource(name => ExpressionSource.ToValue(values.GetValueOrDefault(name))), context);
        if (result.Error is { } error)
            return Answer(expression, null, ("EvaluationFailed", error.Message));
        return Unfit(result.Value, request.Part("targetAttributeDefinition")) is { } unfit
            ? Answer(expression, null, ("EvaluationFailed", unfit))
            : Answer(expression, [.. result.Value.Items.Select(Show)], null);
    }

    private static Dictionary<string, object?> Properties(JsonObject sample)
    {
        var properties = sample.List("properties");
        if (properties.Count > MostProperties)
            throw ApiException.BadRequest($"testInputObject has more than {MostProperties} properties. Leave out what the expression does not read.");
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in properties.OfType<JsonObject>())
            values[property.Text("key") ?? ""] = SampleObject.Value(property["value"]);
        return values;
    }

    private static string? Unfit(ExpressionValue value, JsonObject? target)
    {
        var text = value.Text;
        var fits = value.IsNullOrEmpty || target.Text("type") switch
        {
            "Boolean" => bool.TryParse(text, out _),
            "Integer" => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        return fits ? null : $"{target.Text("name")}: the value '{text}' is no {target.Text("type")}. Correct the expression.";
    }

    private static JsonNode Show(ExpressionValue value) => value.Parts is { } parts
        ? JsonValue.Create(JsonSerializer.Serialize(parts.ToDictionary(part => part.Key, part => part.Value.Boolean is { } flag ? flag : (object)part.Value.Text, StringComparer.Ordinal)))
        : JsonValue.Create(value.Text);

    private static JsonObject Answer(Expression? expression, JsonNode[]? result, (string Code, string Message)? error) => new()
    {
        ["error"] = error is { } fault ? new JsonObject { ["code"] = fault.Code, ["message"] = fault.Message } : null,
        ["evaluationSucceeded"] = result is not null,
        ["evaluationResult"] = new JsonArray(result ?? []),
        ["parsedExpression"] = expression is null ? null : SourceTree.Write(expression),
        ["parsingSucceeded"] = expression is not null,
    };
}
