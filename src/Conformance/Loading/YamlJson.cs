using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sutler.Conformance.Loading;

/// <summary>Turns YAML into JSON: quoted values are strings, plain ones are what JSON would make of them, else strings.</summary>
internal static class YamlJson
{
    public static JsonNode? Convert(string file, YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(Key(file, pair.Key), Convert(file, pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(element => Convert(file, element))]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw YamlFields.Fault(file, node.Start, "cannot be read as JSON: use mappings, lists and plain values"),
    };

    private static string Key(string file, YamlNode node) => node is YamlScalarNode { Value: { } value }
        ? value
        : throw YamlFields.Fault(file, node.Start, "must be a plain key (put a value that begins with {{ in quotes)");

    private static JsonValue? Plain(string text) => text switch
    {
        "null" or "~" or "" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
