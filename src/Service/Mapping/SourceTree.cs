using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Expressions.Functions;
using Sutler.Expressions.Syntax;

namespace Sutler.Service.Mapping;

/// <summary>The source of a row as a tree of names and parameters, in Graph's shape (S/MAP-7, S/EXPR-11): writes one, and makes the text of one.</summary>
internal static class SourceTree
{
    private const string Comparisons = "= <> > >= < <=";

    /// <summary>The tree of an expression. Arguments left out do not appear; a repeated parameter appears once for each argument.</summary>
    public static JsonObject Write(Expression expression)
    {
        var root = Node(expression.Root);
        root["expression"] = expression.Text;
        return root;
    }

    /// <summary>The text of a tree: its own <c>expression</c> where it has one, else put together from name and parameters.</summary>
    public static string Text(string place, JsonObject source, int depth = 1)
    {
        if (depth > Expression.MostDepth)
            throw SchemaReader.Refuse(place, $"has a source nested deeper than {Expression.MostDepth}");
        if (source.Text("expression") is { Length: > 0 } text)
            return text;

        var name = source.Text("name") ?? "";
        var type = source.Text("type") ?? "Attribute";
        if (type.Is("Constant"))
            return name is ['"', .., '"'] and { Length: > 1 } ? name : ExpressionWriter.Quote(name);
        return type.Is("Function") ? Call(place, (name, source), depth) : $"[{name}]";
    }

    private static JsonObject Node(ExpressionNode node) => node switch
    {
        AttributeNode attribute => Make(node, attribute.Name, "Attribute", []),
        CallNode call => Make(node, call.Name, "Function", Parameters(call)),
        ComparisonNode comparison => Make(node, ExpressionWriter.Sign(comparison.Sign), "Function", [("left", Node(comparison.Left)), ("right", Node(comparison.Right))]),
        ConstantNode constant => Make(node, constant.Value.Text, "Constant", []),
        _ => [],
    };

    private static IEnumerable<(string Key, JsonObject Value)> Parameters(CallNode call) =>
        call.Arguments.Select((argument, index) => (Argument: argument, call.ParameterAt(index)!.Name))
            .Where(pair => pair.Argument is not OmittedNode)
            .Select(pair => (pair.Name, Node(pair.Argument)));

    private static JsonObject Make(ExpressionNode node, string name, string type, IEnumerable<(string Key, JsonObject Value)> parameters) => new()
    {
        ["expression"] = ExpressionWriter.Write(node),
        ["name"] = name,
        ["parameters"] = new JsonArray([.. parameters.Select(parameter => new JsonObject { ["key"] = parameter.Key, ["value"] = parameter.Value })]),
        ["type"] = type,
    };

    private static string Call(string place, (string Name, JsonObject Source) call, int depth)
    {
        var given = call.Source.Objects("parameters")
            .Select(parameter => (Key: parameter.Text("key") ?? "", Text: Text(place, parameter.Part("value") ?? [], depth + 1)))
            .ToList();
        if (Comparisons.Split(' ').Contains(call.Name, StringComparer.Ordinal) && given.Count == 2)
            return $"{given[0].Text} {call.Name} {given[1].Text}";

        var function = FunctionCatalog.Find(call.Name) ?? throw SchemaReader.Refuse(place, $"calls the function '{call.Name}', which does not exist");
        var arguments = new List<string>();
        foreach (var (key, text) in given)
        {
            var at = function.Parameters.ToList().FindIndex(parameter => parameter.Name.Is(key));
            var isRepeated = at >= 0 && function.Parameters[at].AllowMultipleOccurrences && arguments.Count > at;
            Put(arguments, at < 0 || isRepeated ? arguments.Count : at, text);
        }

        return $"{function.Name}({string.Join(", ", arguments)})";
    }

    private static void Put(List<string> arguments, int at, string text)
    {
        while (arguments.Count <= at)
            arguments.Add("");
        arguments[at] = text;
    }
}
