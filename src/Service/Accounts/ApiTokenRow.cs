using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Accounts;

/// <summary>A token for programs as the table holds it, without what opens it.</summary>
internal sealed record ApiTokenRow
{
    public const string Columns = """
        id AS Id, name AS Name, role AS Role, scopes AS Scopes, created_at AS CreatedAt, created_by AS CreatedBy, expires_at AS ExpiresAt, last_used_at AS LastUsedAt, revoked_at AS RevokedAt
        """;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string Scopes { get; init; }

    public required string CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required string ExpiresAt { get; init; }

    public string? LastUsedAt { get; init; }

    public string? RevokedAt { get; init; }

    public IReadOnlyList<string> ScopeList => JsonSerializer.Deserialize<string[]>(Scopes)!;

    public JsonObject Show() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["role"] = Role,
        ["scopes"] = JsonNode.Parse(Scopes),
        ["createdAt"] = CreatedAt,
        ["createdBy"] = CreatedBy,
        ["expiresAt"] = ExpiresAt,
        ["lastUsedAt"] = LastUsedAt,
        ["revokedAt"] = RevokedAt,
    };
}
