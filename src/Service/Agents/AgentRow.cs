namespace Sutler.Service.Agents;

/// <summary>An agent as the table holds it.</summary>
internal sealed record AgentRow
{
    public const string Columns = "id AS Id, name AS Name, agent_group AS AgentGroup, joined_at AS JoinedAt, renewed_at AS RenewedAt, expires_at AS ExpiresAt, revoked AS Revoked";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string AgentGroup { get; init; }

    public required string JoinedAt { get; init; }

    public required string RenewedAt { get; init; }

    public required string ExpiresAt { get; init; }

    public required long Revoked { get; init; }
}
