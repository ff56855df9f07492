using Sutler.Tunnel.Agent.AllowList;

namespace Sutler.Tunnel.Agent.Membership;

/// <summary><c>agent.json</c>: who the agent is, where it dials, and what it may be asked to call.</summary>
internal sealed record AgentConfig
{
    public required string ServiceUrl { get; init; }

    public required IReadOnlyList<string> AgentUrls { get; init; }

    public required string AgentId { get; init; }

    public IReadOnlyList<AllowRule> Allow { get; init; } = [];

    public string? Proxy { get; init; }
}
