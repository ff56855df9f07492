using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Service.Mapping;

namespace Sutler.Service.Planning;

/// <summary>Values of target attributes: made of mapped values, read from resources, compared. Pure.</summary>
internal static class TargetValue
{
    /// <summary>Brings a mapped value to the attribute's type; null for no value.</summary>
    public static object? Coerce(AttributeMapping mapping, object? value) => value switch
    {
        null or "" => null,
        string[] { Length: 0 } or ComplexValue[] { Length: 0 } => null,
        ComplexValue[] => value,
        _ => mapping.Type switch
        {
            TargetType.Boolean => value is bool ? value : bool.TryParse(Text(value), out var flag) ? flag : throw Unfit(mapping, value),
            TargetType.Integer => decimal.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Unfit(mapping, value),
            _ => value is string[] many ? many : Text(value),
        },
    };

    public static string Text(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "True" : "False",
        string[] many => string.Join(';', many),
        ComplexValue[] many => string.Join(';', many.Select(item => Text(Key(item)))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>What a resource has at a path; null for nothing.</summary>
    public static object? Read(JsonElement resource, PatchPath path)
    {
        var container = resource;
        if (path.Attribute.Schema is { } urn && TryGet(resource, urn, out var extension))
            container = extension;
        if (!TryGet(container, path.Attribute.Attribute, out var value))
            return null;
        if (path.ValueFilter is { } filter)
        {
            if (value.ValueKind is not JsonValueKind.Array || FirstMatch(value, filter) is not { } match)
                return null;
            value = match;
        }

        return (path.SubAttribute ?? path.Attribute.SubAttribute) is { } sub
            ? TryGet(value, sub, out var part) ? Plain(part) : null
            : Plain(value);
    }

    public static bool Same(AttributeMapping mapping, object? left, object? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        if (left is ComplexValue[] || right is ComplexValue[])
            return Keys(left).SetEquals(Keys(right));
        if (left is string[] || right is string[])
            return Many(left).ToHashSet(StringComparer.Ordinal).SetEquals(Many(right));

        // Targets that keep everything as text answer "True" for true and "7" for 7.
        var ignoreCase = mapping.Type is TargetType.Boolean || !mapping.CaseExact;
        return string.Equals(Text(left), Text(right), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    public static JsonNode? ToJson(AttributeMapping mapping, object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        decimal number => JsonValue.Create(number),
        string[] many => new JsonArray([.. many.Select(item => (JsonNode)item)]),
        ComplexValue[] many => new JsonArray([.. many.Select(Complex)]),
        _ => mapping.IsReference ? new JsonObject { ["value"] = (string)value } : JsonValue.Create((string)value),
    };

    /// <summary>What is there and what is wanted: for values that are only ever added (S/MAP-4, S/MAP-36).</summary>
    public static object Union(object? before, object after)
    {
        if (before is null)
            return after;
        if (after is ComplexValue[] wanted)
        {
            var there = Keys(before);
            return wanted.All(item => there.Contains(Text(Key(item)))) ? before : after;
        }

        return Many(before).Union(Many(after), StringComparer.Ordinal).ToArray();
    }

    private static object? Key(ComplexValue item) => item.Parts.GetValueOrDefault("value") ?? item.Parts.GetValueOrDefault("id") ?? item.Parts.Values.FirstOrDefault();

    private static HashSet<string> Keys(object value) => value is ComplexValue[] items
        ? items.Select(item => Text(Key(item))).ToHashSet(StringComparer.Ordinal)
        : Many(value).ToHashSet(StringComparer.Ordinal);

    private static JsonObject Complex(ComplexValue item)
    {
        var json = new JsonObject();
        foreach (var (name, value) in item.Parts)
            json[name] = value switch { bool flag => flag, decimal number => number, _ => Text(value) };
        return json;
    }

    private static string[] Many(object value) => value as string[] ?? [Text(value)];

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.Object => TryGet(value, "value", out var inner) ? Plain(inner) : null,
        JsonValueKind.Array when value.GetArrayLength() == 0 => null,
        JsonValueKind.Array when value.GetArrayLength() == 1 && value[0].ValueKind is JsonValueKind.Object => Plain(value[0]),
        JsonValueKind.Array => value.EnumerateArray().Select(item => Text(Plain(item))).ToArray(),
        _ => null,
    };

    private static JsonElement? FirstMatch(JsonElement values, FilterExpression filter)
    {
        foreach (var item in values.EnumerateArray())
        {
            if (filter is ComparisonFilter { Operator: ComparisonOperator.Equal } test
                && TryGet(item, test.Path.Attribute, out var part)
                && string.Equals(Text(Plain(part)), Text(test.Value), StringComparison.OrdinalIgnoreCase))
            {
                return item;
            }
        }

        return null;
    }

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind is not JsonValueKind.Object)
            return false;
        if (element.TryGetProperty(name, out value))
            return true;

        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                value = property.Value;
                return true;
            }
        }

        return false;
    }

    private static MappingException Unfit(AttributeMapping mapping, object value) =>
        new($"{mapping.TargetName}: the value '{Text(value)}' is no {mapping.Type}. Correct the value or the mapping.");
}
