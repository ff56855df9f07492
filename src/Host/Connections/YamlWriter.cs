using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sutler.Host.Connections;

/// <summary>Writes a tree as YAML that <see cref="YamlReader"/> reads back equal: block style, text in quotes wherever it could be read as something else.</summary>
internal static partial class YamlWriter
{
    public static string Write(JsonObject root)
    {
        var text = new StringBuilder();
        if (root.Count == 0)
            text.Append("{}\n");
        else
            Mapping(text, root, 0);
        return text.ToString();
    }

    private static void Mapping(StringBuilder text, JsonObject mapping, int indent)
    {
        var first = true;
        foreach (var (key, value) in mapping)
        {
            // The first key of a mapping in a list stands on the line of the dash.
            if (!first || text is [] or [.., '\n'])
                text.Append(' ', indent);
            first = false;
            text.Append(Scalar(key)).Append(':');
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } mapping:
                text.Append('\n');
                Mapping(text, mapping, indent + 2);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                List(text, list, indent + 2);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void List(StringBuilder text, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            text.Append(' ', indent).Append('-');
            if (item is JsonObject { Count: > 0 } mapping)
            {
                text.Append(' ');
                Mapping(text, mapping, indent + 2);
            }
            else
            {
                Value(text, item, indent);
            }
        }
    }

    private static string Scalar(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.ToJsonString(),
            _ => Scalar(value.GetValue<string>()),
        },
        _ => throw new NotSupportedException("A tree holds mappings, lists and scalars."),
    };

    private static string Scalar(string text) =>
        Plain().IsMatch(text) && !Special(text) ? text : Quoted(text);

    private static bool Special(string text) =>
        text.ToUpperInvariant() is "TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\u007f' or '\u0085' or '\u00a0' or '\u2028' or '\u2029' or '\ufeff' or >= '\ufffe' =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => quoted.Append(unit),
            };
        }

        return quoted.Append('"').ToString();
    }

    // Starts with a letter, a slash or an underscore, holds nothing that YAML gives a meaning, and does not end with a space.
    [GeneratedRegex(@"^(?:file:|env:)?[A-Za-z_/\.][A-Za-z0-9_/\.\-]*(?: [A-Za-z0-9_/\.\-=;]+)*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
