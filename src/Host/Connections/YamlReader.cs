using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sutler.Host.Connections;

/// <summary>
/// Turns YAML into JSON nodes: plain scalars become numbers, booleans and null by the YAML core schema, quoted ones stay text. One document,
/// text keys, no aliases, bounded depth and size.
/// </summary>
internal static class YamlReader
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 20_000;

    /// <summary>Reads the one document.</summary>
    /// <exception cref="YamlException">The text is not such YAML; the exception tells where.</exception>
    public static JsonNode? Read(TextReader text)
    {
        var whole = text.ReadToEnd();
        CheckDepth(whole);
        var stream = new YamlStream();
        stream.Load(new StringReader(whole));
        if (stream.Documents is not [var document])
            throw new YamlException($"expected one document, found {stream.Documents.Count}");
        var left = MaxNodes;
        return Convert(document.RootNode, 0, ref left);
    }

    // The library builds its tree by recursion: deep nesting would overflow the stack and end the process. The parser beneath it does not recurse.
    private static void CheckDepth(string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            // The stream and the document are levels of their own.
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth + 3)
                throw new YamlException(parser.Current.Start, parser.Current.End, $"more than {MaxDepth} levels");
        }
    }

    private static JsonNode? Convert(YamlNode node, int depth, ref int left)
    {
        // An alias is the same node again: without a bound on nodes a small file could grow without end.
        if (depth > MaxDepth || --left < 0)
            throw new YamlException(node.Start, node.End, $"more than {MaxDepth} levels or {MaxNodes} values");
        switch (node)
        {
            case YamlMappingNode mapping:
                return Convert(mapping, depth, ref left);
            case YamlSequenceNode sequence:
                var array = new JsonArray();
                foreach (var child in sequence.Children)
                    array.Add(Convert(child, depth + 1, ref left));
                return array;
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw new YamlException(node.Start, node.End, "aliases are not supported here");
        }
    }

    private static JsonObject Convert(YamlMappingNode mapping, int depth, ref int left)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
                throw new YamlException(key.Start, key.End, "a key must be text");
            if (result.ContainsKey(name))
                throw new YamlException(key.Start, key.End, $"the key '{name}' stands twice");
            result[name] = Convert(value, depth + 1, ref left);
        }

        return result;
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain)
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
                JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
