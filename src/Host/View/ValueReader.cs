using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Scim.Errors;

namespace Sutler.Host.View;

/// <summary>
/// Turns a JSON value into a connector's value. Takes what clients send in practice: booleans and numbers as text, a single value as a list
/// of one, and references as id, as distinguished name (H/SQL-35), as object with <c>value</c>, or as a list of one of those (S/SCIM-29a).
/// </summary>
/// <param name="names">What the connection's object types are called.</param>
/// <param name="typeOf">The object type of an id, for references that may point to any: of several the one named; null when no object has it.</param>
internal sealed class ValueReader(TypeNames names, Func<string, string?, string?> typeOf)
{
    /// <summary>The value; null when the JSON clears the attribute (RFC 7643 §2.5).</summary>
    /// <exception cref="ScimException">The value does not fit the attribute.</exception>
    public object? Read(AttributeSchema attribute, JsonNode? node)
    {
        if (node is null or JsonArray { Count: 0 })
            return null;
        if (attribute.MultiValued)
        {
            var items = node is JsonArray array ? array.AsEnumerable() : [node];
            var values = items.Select(item => One(attribute, item)).OfType<object>().ToList();
            return values.Count > 0 ? values : null;
        }

        return node is JsonArray several
            ? several.Count == 1 ? One(attribute, several[0]) : throw Misfit(attribute, "one value")
            : One(attribute, node);
    }

    private object? One(AttributeSchema attribute, JsonNode? node) =>
        node is null
            ? null
            : attribute.Type switch
            {
                AttributeType.Reference => Reference(attribute, node),
                AttributeType.Complex => Parts(attribute, node),
                _ => Simple(attribute, node),
            };

    private static object Simple(AttributeSchema attribute, JsonNode node)
    {
        if (node is not JsonValue value)
            throw Misfit(attribute, Expected(attribute.Type));
        var kind = value.GetValueKind();
        var text = kind switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => value.ToJsonString(),
            JsonValueKind.True when attribute.Type is AttributeType.Boolean => "true",
            JsonValueKind.False when attribute.Type is AttributeType.Boolean => "false",
            _ => throw Misfit(attribute, Expected(attribute.Type)),
        };
        return Convert(attribute.Type, text) ?? throw Misfit(attribute, Expected(attribute.Type));
    }

    private static object? Convert(AttributeType type, string text)
    {
        switch (type)
        {
            case AttributeType.Integer:
                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
                    return whole;
                return Number(text) is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
            case AttributeType.Decimal:
                return Number(text);
            case AttributeType.Boolean:
                return bool.TryParse(text, out var flag) ? flag : null;
            case AttributeType.DateTime:
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
                    ? moment
                    : null;
            case AttributeType.Binary:
                var octets = new byte[text.Length];
                return System.Convert.TryFromBase64String(text, octets, out var length) ? octets[..length] : null;
            default:
                return text;
        }
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private ObjectReference? Reference(AttributeSchema attribute, JsonNode node)
    {
        var holder = node as JsonObject;
        var id = holder is null ? node : Member(holder, "value") ?? IdIn(Member(holder, "$ref"));
        if (id is null)
            return null;
        if (id is not JsonValue value || value.GetValueKind() is not JsonValueKind.String)
            throw Misfit(attribute, "the SCIM id of an object");
        var text = value.GetValue<string>();
        if (text.Length == 0)
            return null;
        if (DistinguishedName.Parse(text) is { } named)
            return named with { ObjectType = ReferencedType(attribute, named.ObjectType, text) };
        var anchor = ScimId.Decode(text) ?? throw Misfit(attribute, "the SCIM id of an object, as this host gave it");
        return new ObjectReference(ReferencedType(attribute, holder is null ? null : Said(holder), text), anchor);
    }

    /// <summary>The id in a <c>$ref</c> that comes alone; null when it points to nothing of this connection.</summary>
    private JsonValue? IdIn(JsonNode? reference) =>
        reference?.ToString() is { } uri && names.ByReference(uri) is not null
            ? JsonValue.Create(Uri.UnescapeDataString(uri.TrimEnd('/').Split('/')[^1]))
            : null;

    private string? Said(JsonObject holder) =>
        (Member(holder, "type")?.ToString() is { } type ? names.ByResourceType(type) : null)
        ?? (Member(holder, "$ref")?.ToString() is { } uri ? names.ByReference(uri) : null);

    private string ReferencedType(AttributeSchema attribute, string? said, string id)
    {
        if (attribute.ReferencedType is { } fixedType and not AttributeSchema.AnyType)
            return fixedType;
        // What the host knows counts before what a client says: the id under another type would refer to nothing.
        return typeOf(id, said) ?? said ?? throw new ScimException(
            400, ScimErrorType.InvalidValue, $"{attribute.Name}: there is no object with the id '{(id.Length > 100 ? id[..100] : id)}'. Say its 'type', or use an id that exists.");
    }

    private Dictionary<string, object>? Parts(AttributeSchema attribute, JsonNode node)
    {
        if (node is not JsonObject holder)
            throw Misfit(attribute, "an object");
        var parts = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in attribute.SubAttributes)
        {
            // A member of a group: its id and its type stand side by side in the whole value.
            var from = part is { Type: AttributeType.Reference, Name: "value" } ? holder : Member(holder, part.Name);
            if (Read(part, from) is { } value)
                parts[part.Name] = value;
        }

        return parts.Count > 0 ? parts : null;
    }

    public static JsonNode? Member(JsonObject holder, string name)
    {
        foreach (var (key, value) in holder)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    private static string Expected(AttributeType type) => type switch
    {
        AttributeType.Integer => "a whole number",
        AttributeType.Decimal => "a number",
        AttributeType.Boolean => "true or false",
        AttributeType.DateTime => "a date and time such as 2026-01-31T08:00:00Z",
        AttributeType.Binary => "base64",
        _ => "text",
    };

    // The value itself is not repeated: it may be a password.
    private static ScimException Misfit(AttributeSchema attribute, string expected) =>
        new(400, ScimErrorType.InvalidValue, $"The value of {attribute.Name} must be {expected}. Correct the mapping of this attribute.");
}
