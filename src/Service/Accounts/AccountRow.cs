using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Accounts;

/// <summary>An administrator's account as the table holds it.</summary>
internal sealed record AccountRow
{
    public const string Columns = """
        id AS Id, name AS Name, display_name AS DisplayName, role AS Role, password_hash AS PasswordHash, disabled AS Disabled, failures AS Failures,
        locked_until AS LockedUntil, created_at AS CreatedAt, last_sign_in_at AS LastSignInAt
        """;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required string Role { get; init; }

    public required string PasswordHash { get; init; }

    public required int Disabled { get; init; }

    public required int Failures { get; init; }

    public string? LockedUntil { get; init; }

    public required string CreatedAt { get; init; }

    public string? LastSignInAt { get; init; }

    public Caller Caller => new() { Id = Id, Name = Name, Kind = CallerKind.User, Role = RoleName.Parse(Role) };

    public override string ToString() => $"{Name} ({Role})";

    /// <summary>What the API and the audit show.</summary>
    public JsonObject Show() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["displayName"] = DisplayName,
        ["role"] = Role,
        ["disabled"] = Disabled != 0,
        ["lockedUntil"] = LockedUntil,
        ["createdAt"] = CreatedAt,
        ["lastSignInAt"] = LastSignInAt,
    };
}
