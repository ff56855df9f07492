using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Service.Inbound.Resources;
using Sutler.Service.Mapping;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// A record that a caller sent, read by SCIM paths. Callers spell names as they like and send attributes that no schema has, so nothing but
/// the record itself is asked. Pure.
/// </summary>
internal sealed class UploadSource(JsonObject data)
{
    private const string Core = ObjectSchema.CoreUrnPrefix;
    private const string UrnPrefix = "urn:";

    /// <summary>The member of this name, in any case.</summary>
    public static JsonNode? Member(JsonObject holder, string name)
    {
        if (holder.TryGetPropertyValue(name, out var exact))
            return exact;
        foreach (var (key, value) in holder)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>The value at a path: text, flag, number or a list of texts; null where the record says nothing.</summary>
    public object? Read(string name)
    {
        PatchPath path;
        try
        {
            path = PatchPathParser.Parse(name);
        }
        catch (ScimException)
        {
            return null;
        }

        var holder = path.Attribute.Schema is { } urn && !urn.StartsWith(Core, StringComparison.OrdinalIgnoreCase) ? Member(data, urn) as JsonObject : data;
        if (holder is null || Member(holder, path.Attribute.Attribute) is not { } value)
            return null;
        var sub = path.SubAttribute ?? path.Attribute.SubAttribute;
        if (value is not JsonArray items)
            return Value(value, sub);
        if (path.ValueFilter is { } filter)
            return items.OfType<JsonObject>().Where(item => Matches(filter, item)).Select(item => Value(item, sub)).FirstOrDefault(found => found is not null);
        var texts = items.Select(item => Text(Value(item, sub))).OfType<string>().ToArray();
        return texts.Length == 0 ? null : texts;
    }

    /// <summary>What stands in extensions whose URN nobody knows, by the directory's names (S/IN-5).</summary>
    public IEnumerable<(string Attribute, object Value)> Unknown(Func<string, bool> isKnown)
    {
        foreach (var (urn, extension) in data)
        {
            if (extension is not JsonObject members || !urn.StartsWith(UrnPrefix, StringComparison.OrdinalIgnoreCase) || urn.StartsWith(Core, StringComparison.OrdinalIgnoreCase) || isKnown(urn))
                continue;
            foreach (var (name, value) in members)
            {
                foreach (var found in Flatten(urn, name, value))
                    yield return found;
            }
        }
    }

    private static IEnumerable<(string Attribute, object Value)> Flatten(string urn, string name, JsonNode? value)
    {
        if (value is JsonObject parts)
        {
            foreach (var (sub, part) in parts)
            {
                if (part is JsonValue && Value(part, null) is { } single && ExtensionName.Of(urn, name, sub) is { } nested)
                    yield return (nested, single);
            }

            yield break;
        }

        object? kept = value is JsonArray items ? items.Select(item => Text(Value(item, null))).OfType<string>().ToArray() is { Length: > 0 } texts ? texts : null : Value(value, null);
        if (kept is not null && ExtensionName.Of(urn, name) is { } attribute)
            yield return (attribute, kept);
    }

    private static object? Value(JsonNode? node, string? sub) => node switch
    {
        JsonObject parts => Member(parts, sub ?? "value") is JsonValue part ? Value(part, null) : null,
        JsonValue value when sub is null or "value" => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.TryGetValue<decimal>(out var number) ? number : value.ToJsonString(),
            _ => null,
        },
        _ => null,
    };

    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static bool Matches(FilterExpression filter, JsonObject item) => filter switch
    {
        AndFilter and => Matches(and.Left, item) && Matches(and.Right, item),
        OrFilter or => Matches(or.Left, item) || Matches(or.Right, item),
        NotFilter not => !Matches(not.Inner, item),
        PresenceFilter presence => Value(Member(item, presence.Path.Attribute), null) is not null,
        ComparisonFilter { Operator: ComparisonOperator.Equal } comparison =>
            string.Equals(Text(Value(Member(item, comparison.Path.Attribute), null)), Text(comparison.Value), StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
