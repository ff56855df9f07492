namespace Sutler.Tunnel.Agent.AllowList;

/// <summary>One target the service may reach through this agent.</summary>
public sealed record AllowRule
{
    /// <summary>Scheme, host, port and path prefix, e.g. <c>https://localhost:8585/</c>.</summary>
    public required string Url { get; init; }

    /// <summary>PEM file of the authority that the target's certificate must chain to; relative to the agent's data folder. Null: what the system
    /// trusts.</summary>
    public string? TrustedAuthority { get; init; }
}
