using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Accounts;

/// <summary>An account to be made, read from a request and checked.</summary>
/// <param name="Name">What one signs in with.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Password">In clear; never kept.</param>
internal sealed record AccountDraft(string Name, string DisplayName, Role Role, string Password)
{
    private const int MostName = 64;
    private const int MostDisplayName = 256;

    public static AccountDraft Read(JsonObject body, Role? role)
    {
        var name = CheckName(Body.Text(body, "name"));
        return new AccountDraft(
            name, CheckDisplayName(Body.Text(body, "displayName") ?? name), role ?? RoleName.Parse(Body.Text(body, "role")), Passwords.Check(Body.Text(body, "password"), name));
    }

    public static string CheckDisplayName(string name) =>
        name.Length is > 0 and <= MostDisplayName ? name : throw ApiException.BadRequest($"displayName must have 1 to {MostDisplayName} characters.");

    private static string CheckName(string? name) =>
        name is { Length: > 0 and <= MostName } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '@')
            ? name
            : throw ApiException.BadRequest($"name must have 1 to {MostName} letters, digits, '.', '_', '-' and '@'.");

    public override string ToString() => Name;
}
