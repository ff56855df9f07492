using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Directory;

/// <summary>Users as the API shows and takes them.</summary>
internal static class UserJson
{
    private const int MostValueLength = 64 * 1024;
    private const int MostAttributes = 256;

    public static JsonObject Write(DirectoryUser user)
    {
        var json = new JsonObject { ["id"] = user.Id };
        foreach (var (name, value) in user.Attributes)
        {
            json[name] = value switch
            {
                bool flag => flag,
                decimal number => number,
                IEnumerable<string> many => new JsonArray([.. many.Select(item => (JsonNode)item)]),
                _ => (string)value,
            };
        }

        json[UserAttribute.AccountEnabled] = user.AccountEnabled;
        if (user.ManagerEmployeeId is not null)
            json[UserAttribute.ManagerEmployeeId] = user.ManagerEmployeeId;
        if (user.ManagerId is not null)
            json[UserAttribute.Manager] = new JsonObject { ["id"] = user.ManagerId };
        if (user.DeletedAt is { } deleted)
            json["deletedDateTime"] = deleted.ToString("O");
        return json;
    }

    /// <summary>Puts what a body says over the attributes a user has; null takes an attribute away.</summary>
    public static Dictionary<string, object> Merge(IReadOnlyDictionary<string, object>? before, JsonObject body)
    {
        var attributes = new Dictionary<string, object>(before ?? new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        foreach (var (given, value) in Members(body))
        {
            if (given is "id" or "@odata.type" or "passwordProfile" || given.StartsWith("@odata", StringComparison.Ordinal))
                continue;

            var name = Name(given);
            if (Value(name, value) is { } kept)
                attributes[name] = kept;
            else
                attributes.Remove(name);
        }

        if (attributes.Count > MostAttributes)
            throw ApiException.BadRequest($"A user has at most {MostAttributes} attributes.");
        if (attributes.GetValueOrDefault(UserAttribute.UserPrincipalName) is not string { Length: > 0 })
            throw ApiException.BadRequest("A user needs a userPrincipalName. Give it as a string.");
        return attributes;
    }

    private static List<KeyValuePair<string, JsonNode?>> Members(JsonObject body)
    {
        try
        {
            return [.. body];
        }
        catch (InvalidOperationException)
        {
            throw ApiException.BadRequest("The name of an attribute in the body holds half a surrogate pair, which is no text. Remove it.");
        }
    }

    private static string Name(string given)
    {
        if (UserAttribute.Canonical.TryGetValue(given, out var known))
            return known;
        if (given.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.Ordinal) && given.Length <= 128 && IsText(given))
            return given;
        if (string.Equals(given, UserAttribute.Manager, StringComparison.OrdinalIgnoreCase))
            throw ApiException.BadRequest("The manager is a reference. Use PUT /v1.0/users/{id}/manager/$ref.");
        throw ApiException.BadRequest($"'{(given.Length > 60 ? given[..60] : given)}' is no attribute of a user. Use a name of the directory, or one that starts with extension_.");
    }

    private static object? Value(string name, JsonNode? node)
    {
        object? value = node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.String => Text(name, node),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => node.AsValue().TryGetValue<decimal>(out var number) ? number : throw Refuse(name, "a smaller number"),
            JsonValueKind.Array when node.AsArray().All(item => item?.GetValueKind() is JsonValueKind.String) =>
                node.AsArray().Select(item => Text(name, item!)).ToArray(),
            _ => throw Refuse(name, "a string, a number, true, false, null, or an array of strings"),
        };
        if (value is string { Length: > MostValueLength })
            throw Refuse(name, $"at most {MostValueLength} characters");
        if (name == UserAttribute.AccountEnabled && value is not bool)
            throw Refuse(name, "true or false");
        if (name is UserAttribute.UserPrincipalName or UserAttribute.EmployeeId or UserAttribute.DisplayName && value is not (null or string))
            throw Refuse(name, "a string");
        return value is "" ? null : value;
    }

    /// <summary>A string that every target can keep: no NUL and no half of a surrogate pair, which JSON can only write as escapes.</summary>
    private static string Text(string name, JsonNode node)
    {
        try
        {
            var text = node.GetValue<string>();
            return IsText(text) ? text : throw RefuseText(name);
        }
        catch (InvalidOperationException)
        {
            throw RefuseText(name);
        }
    }

    private static bool IsText(string value)
    {
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var used) is not OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }

    private static ApiException RefuseText(string name) => Refuse(name, "text without a NUL character and without half of a surrogate pair. Remove it");

    private static ApiException Refuse(string name, string rule) => ApiException.BadRequest($"{name} must be {rule}.");
}
