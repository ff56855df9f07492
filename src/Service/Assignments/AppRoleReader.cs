using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Directory;

namespace Sutler.Service.Assignments;

/// <summary>Reads the roles that a request gives for an application. Pure.</summary>
internal static class AppRoleReader
{
    private const int MostRoles = 1200;
    private const int MostText = 1024;

    public static IReadOnlyList<AppRole> Read(JsonNode? node)
    {
        if (node is not JsonArray { Count: <= MostRoles } list)
            throw ApiException.BadRequest($"appRoles must be a list of at most {MostRoles} roles.");
        var roles = list.Select(Role).ToList();
        var twice = roles.GroupBy(role => role.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key
            ?? roles.Where(role => role.Value is not null).GroupBy(role => role.Value!, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
        return twice is null ? roles : throw ApiException.BadRequest($"appRoles holds '{twice}' twice. Give every role an id and a value of its own.");
    }

    private static AppRole Role(JsonNode? node)
    {
        if (node is not JsonObject role)
            throw ApiException.BadRequest("appRoles holds what is no object. Write {\"id\": …, \"displayName\": …, \"value\": …}.");
        var id = role["id"] is null ? Guid.NewGuid().ToString()
            : Guid.TryParse(Text(role, "id"), out var parsed) && parsed != Guid.Empty ? parsed.ToString()
            : throw ApiException.BadRequest("The id of a role must be a GUID other than zero. Leave it out to be given one.");
        return new AppRole
        {
            Id = id,
            DisplayName = Text(role, "displayName") ?? throw ApiException.BadRequest($"The role {id} has no displayName. Give it one."),
            Description = Text(role, "description"),
            Value = Text(role, "value"),
            IsEnabled = role["isEnabled"]?.GetValueKind() is not JsonValueKind.False,
            AllowedMemberTypes = role["allowedMemberTypes"] is JsonArray { Count: <= 2 } types ? [.. types.Select(MemberType)] : ["User"],
        };
    }

    private static string MemberType(JsonNode? node) => node?.ToString() switch
    {
        "User" => "User",
        "Application" => "Application",
        _ => throw ApiException.BadRequest("allowedMemberTypes holds User, Application, or both."),
    };

    private static string? Text(JsonObject role, string name) => role[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length <= MostText && SafeText.Is(text) => text.Length == 0 ? null : text,
        _ => throw ApiException.BadRequest($"{name} of a role must be text of at most {MostText} characters."),
    };
}
