using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Host.View;

/// <summary>One value of a multi-valued attribute with a fixed place: known by constant parts, filled from attributes of the connector.</summary>
/// <param name="Fixed">The parts it is known by, such as <c>type</c> = <c>work</c>; text or Boolean.</param>
/// <param name="Parts">The parts that the connector holds.</param>
internal sealed record ViewSlot(IReadOnlyList<(string Name, object Value)> Fixed, IReadOnlyList<ViewPart> Parts)
{
    /// <summary>Whether a value is the one that belongs here.</summary>
    public bool Fits(JsonObject item) => Fixed.All(f => Says(ValueReader.Member(item, f.Name), f.Value));

    public void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values)
    {
        writer.WriteStartObject();
        foreach (var part in Parts)
            part.Write(writer, values);
        foreach (var (name, value) in Fixed)
        {
            if (value is bool flag)
                writer.WriteBoolean(name, flag);
            else
                writer.WriteString(name, (string)value);
        }

        writer.WriteEndObject();
    }

    public override string ToString() => Fixed is [] ? "any" : string.Join(" and ", Fixed.Select(f => f.Value is bool flag ? $"{f.Name} {(flag ? "true" : "false")}" : $"{f.Name} '{f.Value}'"));

    private static bool Says(JsonNode? node, object value) => node is JsonValue && value switch
    {
        bool flag => bool.TryParse(node.ToString(), out var said) && said == flag,
        _ => string.Equals(node.ToString(), (string)value, StringComparison.OrdinalIgnoreCase),
    };
}
