using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Directory;

/// <summary>Puts what the body of a request says over the attributes that an object has; null takes an attribute away. Pure; types and sizes are checked.</summary>
internal sealed class AttributeReader(DirectoryType type, Dictionary<string, object> attributes)
{
    private const int MostValueLength = 64 * 1024;
    private const int MostAttributes = 256;
    private const int MostValues = 1000;
    private const int MostNameLength = 128;
    private const string BusinessPhones = "businessPhones";

    /// <exception cref="ApiException">The body names what is no attribute, or gives a value that the attribute does not take.</exception>
    public static Dictionary<string, object> Merge(DirectoryType type, IReadOnlyDictionary<string, object>? before, JsonObject body)
    {
        var attributes = new Dictionary<string, object>(before ?? new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        var reader = new AttributeReader(type, attributes);
        foreach (var (name, value) in Members(body))
        {
            if (name is not "id" && !name.StartsWith("@odata", StringComparison.Ordinal))
                reader.Put(name, value);
        }

        return attributes.Count <= MostAttributes ? attributes : throw ApiException.BadRequest($"A {type.Name} has at most {MostAttributes} attributes.");
    }

    /// <summary>The members of an object; JSON of names that are no text is refused.</summary>
    public static List<KeyValuePair<string, JsonNode?>> Members(JsonObject body)
    {
        try
        {
            return [.. body];
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw ApiException.BadRequest("The name of an attribute in the body holds half a surrogate pair, which is no text, or stands there twice. Correct it.");
        }
    }

    private void Put(string given, JsonNode? value)
    {
        if (string.Equals(given, UserAttribute.ExtensionAttributes, StringComparison.OrdinalIgnoreCase) && type == DirectoryTypes.User)
        {
            PutExtensionAttributes(value);
            return;
        }

        if (string.Equals(given, BusinessPhones, StringComparison.OrdinalIgnoreCase) && type == DirectoryTypes.User)
        {
            Set(type.Find("telephoneNumber")!, Single(value));
            return;
        }

        Set(Attribute(given), value);
    }

    private void PutExtensionAttributes(JsonNode? node)
    {
        if (node is not JsonObject given)
            throw Refuse(UserAttribute.ExtensionAttributes, "an object with extensionAttribute1 to extensionAttribute15");
        foreach (var (name, value) in Members(given))
        {
            if (!name.StartsWith("extensionAttribute", StringComparison.OrdinalIgnoreCase) || type.Find(name) is not { } attribute)
                throw Refuse(UserAttribute.ExtensionAttributes, "an object with extensionAttribute1 to extensionAttribute15");
            Set(attribute, value);
        }
    }

    /// <summary>Graph has the telephone number as a list of one.</summary>
    private static JsonNode? Single(JsonNode? value) => value switch
    {
        null => null,
        JsonArray { Count: 0 } => null,
        JsonArray { Count: 1 } one => one[0],
        _ => throw Refuse(BusinessPhones, "a list of at most one number"),
    };

    private DirectoryAttribute Attribute(string given)
    {
        var extension = given.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.Ordinal) && given.Length <= MostNameLength && SafeText.Is(given);
        if ((type.Find(given) ?? (extension ? new DirectoryAttribute(given, AttributeType.Any) : null)) is { } known && known.Name != UserAttribute.ManagerId)
        {
            return known.ReadOnly
                ? throw ApiException.BadRequest($"{known.Name} is written by the service alone. Leave it out.")
                : known;
        }

        throw ApiException.BadRequest(given.ToUpperInvariant() switch
        {
            "MANAGER" => "The manager is a reference. Use PUT /v1.0/users/{id}/manager/$ref.",
            "MEMBERS" => "Members are references. Use POST /v1.0/groups/{id}/members/$ref, or members@odata.bind with at most 20 of them.",
            _ => $"'{(given.Length > 60 ? given[..60] : given)}' is no attribute of a {type.Name}. Use a name of the directory, or one that starts with {UserAttribute.ExtensionPrefix}.",
        });
    }

    private void Set(DirectoryAttribute attribute, JsonNode? node)
    {
        if (Value(attribute, node) is { } value)
            attributes[attribute.Name] = value;
        else
            attributes.Remove(attribute.Name);
    }

    private static object? Value(DirectoryAttribute attribute, JsonNode? node) => (attribute.Type, node?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        (_, JsonValueKind.Null) => null,
        (AttributeType.Text or AttributeType.Any, JsonValueKind.String) => Text(attribute.Name, node!) is { Length: > 0 } text ? text : null,
        (AttributeType.Time, JsonValueKind.String) => Time(attribute.Name, Text(attribute.Name, node!)),
        (AttributeType.Boolean or AttributeType.Any, JsonValueKind.True) => true,
        (AttributeType.Boolean or AttributeType.Any, JsonValueKind.False) => false,
        (AttributeType.Any, JsonValueKind.Number) => node!.AsValue().TryGetValue<decimal>(out var number) ? number : throw Refuse(attribute.Name, "a smaller number"),
        (AttributeType.TextList or AttributeType.Any, JsonValueKind.Array) => List(attribute.Name, node!.AsArray()),
        (AttributeType.Text, _) => throw Refuse(attribute.Name, "a string, or null to take it away"),
        (AttributeType.Boolean, _) => throw Refuse(attribute.Name, "true or false"),
        (AttributeType.Time, _) => throw Refuse(attribute.Name, "a time such as 2026-01-31T00:00:00Z"),
        (AttributeType.TextList, _) => throw Refuse(attribute.Name, "an array of strings"),
        _ => throw Refuse(attribute.Name, "a string, a number, true, false, null, or an array of strings"),
    };

    private static string[] List(string name, JsonArray values)
    {
        if (values.Count > MostValues || values.Any(value => value?.GetValueKind() is not JsonValueKind.String))
            throw Refuse(name, $"an array of at most {MostValues} strings");
        return [.. values.Select(value => Text(name, value!))];
    }

    private static string? Time(string name, string text)
    {
        if (text.Length == 0)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? DirectoryTime.Text(time)
            : throw Refuse(name, "a time such as 2026-01-31T00:00:00Z");
    }

    private static string Text(string name, JsonNode node)
    {
        var text = Decoded(node);
        if (text is null || !SafeText.Is(text))
            throw Refuse(name, "text without a NUL character and without half of a surrogate pair. Remove it");
        return text.Length <= MostValueLength ? text : throw Refuse(name, $"at most {MostValueLength} characters");
    }

    /// <summary>The text of a JSON string; null for one that cannot be decoded.</summary>
    private static string? Decoded(JsonNode node)
    {
        try
        {
            return node.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ApiException Refuse(string name, string rule) => ApiException.BadRequest($"{name} must be {rule}.");
}
