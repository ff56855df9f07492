using Sutler.Tunnel.Agent.Connection;

namespace Sutler.Tunnel.Agent;

/// <summary>One of the agent's connections (one for each node it keeps a tunnel to) at a moment.</summary>
public sealed record AgentConnectionStatus
{
    /// <summary>The address connected to, or tried last.</summary>
    public required string Url { get; init; }

    public DateTimeOffset? ConnectedSince { get; init; }

    /// <summary>Attempts that failed since the last connection.</summary>
    public int FailedAttempts { get; init; }

    public DialError? LastError { get; init; }
}
