namespace Sutler.Service.Api;

/// <summary>Roles as the API and the store write them.</summary>
internal static class RoleName
{
    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    /// <exception cref="ApiException">There is no such role.</exception>
    public static Role Parse(string? text) =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<Role>(text, ignoreCase: true, out var role)
            ? role
            : throw ApiException.BadRequest("role must be reader, operator or admin.");
}
