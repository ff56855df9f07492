using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>
/// Brings a value that a client sent into the form in which it is stored: names in the schema's spelling, types as declared, one value or an
/// array as declared. Accepts for one complex value also its <c>value</c> alone and an array of one (S/SCIM-29a). Unassigned is null.
/// </summary>
internal static class AttributeValue
{
    private const string ValueName = "value";

    /// <summary>The whole value of an attribute: an array where it is multi-valued; null where nothing is assigned.</summary>
    public static JsonNode? Read(SchemaAttribute attribute, JsonNode? node)
    {
        if (!attribute.MultiValued)
            return ReadOne(attribute, node, keepNulls: true);
        var values = new JsonArray();
        foreach (var item in node as JsonArray ?? [node?.DeepClone()])
        {
            if (item is JsonArray)
                throw ScalarValue.Invalid(attribute, "takes an array of values, not of arrays");
            if (ReadOne(attribute, item, keepNulls: false) is { } value)
                values.Add(value);
        }
        return values.Count == 0 ? null : values;
    }

    /// <summary>One value of an attribute. With <paramref name="keepNulls"/>, parts that a client unassigns stay as null.</summary>
    public static JsonNode? ReadOne(SchemaAttribute attribute, JsonNode? node, bool keepNulls)
    {
        if (node is JsonArray items)
        {
            node = items.Count switch
            {
                0 => null,
                1 when attribute.IsComplex || items[0] is not JsonValue => items[0],
                1 => throw ScalarValue.Invalid(attribute, "takes one value, not an array"),
                _ => throw ScalarValue.Invalid(attribute, $"takes one value, not {items.Count}"),
            };
        }
        if (node is null)
            return null;
        if (attribute.IsComplex)
            return ReadComplex(attribute, node, keepNulls);
        if (node is JsonObject item)
            node = item.Any(pair => string.Equals(pair.Key, ValueName, StringComparison.OrdinalIgnoreCase))
                ? JsonNames.Get(item, ValueName)
                : throw ScalarValue.Invalid(attribute, "takes a simple value, not a JSON object");
        return node is null ? null : ScalarValue.Read(attribute, node);
    }

    private static JsonObject? ReadComplex(SchemaAttribute attribute, JsonNode node, bool keepNulls)
    {
        var item = node as JsonObject;
        if (item is null && attribute.FindSub(ValueName) is not null)
            item = new JsonObject { [ValueName] = node.DeepClone() };
        if (item is null)
            throw ScalarValue.Invalid(attribute, "takes a JSON object");

        var read = new JsonObject();
        foreach (var (name, part) in item)
        {
            var sub = attribute.FindSub(name);
            if (sub is null && part is not null && !IsDerived(attribute, name) && !CoreSchemas.Has(new AttributePath(null, attribute.Name, name)))
                throw ScalarValue.Invalid(attribute, $"has no sub-attribute '{Excerpt.Of(name)}'; /Schemas lists those it has");
            if (sub is null || sub.IsReadOnly)
                continue;
            if (read.ContainsKey(sub.Name))
                throw ScalarValue.Invalid(attribute, $"has '{sub.Name}' twice; names compare without regard to case");
            var value = Read(sub, part);
            if (value is not null || keepNulls)
                read[sub.Name] = value;
        }
        return read.Count == 0 ? null : read;
    }

    // Clients send them beside a 'value' (S/SCIM-29a, S/SCIM-29c), also where the schema does not declare them: they say nothing more than it does.
    private static bool IsDerived(SchemaAttribute attribute, string name) =>
        name.ToUpperInvariant() is "$REF" or "DISPLAY" && attribute.FindSub(ValueName) is not null;
}
