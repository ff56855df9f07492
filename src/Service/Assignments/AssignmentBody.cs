using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Directory;

namespace Sutler.Service.Assignments;

/// <summary>Reads an assignment that a request gives: Graph's appRoleAssignment, and what is ours (S/SCOPE-6). Pure.</summary>
internal static class AssignmentBody
{
    private static readonly string[] Known = ["principalId", "resourceId", "appRoleId", "transitive", "validFrom", "validUntil"];

    /// <summary>The assignment; what the path says already may be left out of the body, and must not differ from it.</summary>
    public static AssignmentRow Read(JsonObject body, AssignmentFilter path, DateTimeOffset now)
    {
        var unknown = AttributeReader.Members(body).Select(member => member.Key)
            .FirstOrDefault(name => !name.StartsWith("@odata", StringComparison.Ordinal) && !Known.Contains(name, StringComparer.Ordinal));
        if (unknown is not null)
            throw ApiException.BadRequest($"'{(unknown.Length > 60 ? unknown[..60] : unknown)}' is not part of an assignment. There are {string.Join(", ", Known)}.");

        var from = Time(body, "validFrom");
        var until = Time(body, "validUntil");
        if (from is not null && until is not null && string.CompareOrdinal(from, until) >= 0)
            throw ApiException.BadRequest("validUntil must be later than validFrom.");
        return new AssignmentRow
        {
            Id = Guid.NewGuid().ToString(),
            ApplicationId = Id(body, "resourceId", path.ApplicationId),
            PrincipalId = Id(body, "principalId", path.PrincipalId),
            PrincipalType = "",
            RoleId = body["appRoleId"] is null ? AssignmentRow.DefaultRole : Id(body, "appRoleId", null),
            TransitiveFlag = body["transitive"]?.GetValueKind() switch
            {
                null or JsonValueKind.Null or JsonValueKind.False => 0,
                JsonValueKind.True => 1,
                _ => throw ApiException.BadRequest("transitive must be true or false."),
            },
            ValidFrom = from,
            ValidUntil = until,
            CreatedAt = DirectoryTime.Text(now)!,
        };
    }

    private static string Id(JsonObject body, string name, string? path)
    {
        var given = body[name] is JsonValue value && value.TryGetValue<string>(out var text) && Guid.TryParse(text, out var id) ? id.ToString() : null;
        if (given is null && (path is null || body[name] is not null))
            throw ApiException.BadRequest($"{name} must be the id of an object, a GUID.");
        return path is null || given is null || given == path
            ? given ?? path!
            : throw ApiException.BadRequest($"{name} is {given}, the path says {path}. Leave it out of the body, or use the other path.");
    }

    private static string? Time(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => DirectoryTime.Text(time),
        _ => throw ApiException.BadRequest($"{name} must be a time such as 2026-01-31T00:00:00Z, or null."),
    };
}
