using System.Text.Json.Nodes;
using Sutler.Expressions;

namespace Sutler.Service.Mapping;

/// <summary>Reads where a row takes its value from (S/MAP-1, S/MAP-7).</summary>
internal sealed class SourceReader(SourceAttributes sources, EvaluationContext context)
{
    public IMappingSource Read(string place, JsonObject row)
    {
        if (row["source"] is not JsonObject source)
            return new ConstantSource(row.Text("defaultValue") is { Length: > 0 } value ? value : throw SchemaReader.Refuse(place, "has neither a source nor a default value"));

        var type = source.Text("type") ?? "Attribute";
        if (type.Is("None"))
            return new NoSource();
        if (type.Is("Attribute"))
            return new AttributeSource(sources.Check(place, NameOf(source) ?? throw SchemaReader.Refuse(place, "has a source without a name")));
        if (type.Is("Constant"))
            return new ConstantSource(Unquote(source.Text("expression") is { Length: > 0 } quoted ? quoted : source.Text("name") ?? ""));
        if (type.Is("Function"))
            return Expression(place, SourceTree.Text(place, source));
        throw SchemaReader.Refuse(place, $"has a source of the unknown type {type}");
    }

    /// <summary>The attribute's name; older documents have it as <c>[name]</c> in the expression alone.</summary>
    public static string? NameOf(JsonObject source) => source.Text("name") is { Length: > 0 } name ? name
        : source.Text("expression") is ['[', .., ']'] bracketed ? bracketed[1..^1]
        : null;

    public ExpressionSource Expression(string place, string text)
    {
        var parsed = Expressions.Expression.Parse(text);
        if (parsed.Expression is not { } expression)
            throw SchemaReader.Refuse(place, $"has an expression that cannot be read ({parsed.Error?.Message})");
        foreach (var attribute in expression.Attributes)
            sources.Check(place, attribute);
        return new ExpressionSource(expression, context);
    }

    /// <summary>A constant stands in quotes, or without in older documents.</summary>
    public static string Unquote(string text) => text is ['"', .., '"']
        ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal)
        : text;
}
