namespace Sutler.Tunnel.Relay;

/// <summary>One agent's connection as it stands at a moment.</summary>
public sealed record ConnectedAgent
{
    public required string AgentId { get; init; }

    public required string Group { get; init; }

    /// <summary>Tells connections of one agent apart.</summary>
    public required long ConnectionId { get; init; }

    public required string RemoteAddress { get; init; }

    /// <summary>The agent's own version, as it says.</summary>
    public required string AgentVersion { get; init; }

    public required DateTimeOffset ConnectedAt { get; init; }

    public required int InFlight { get; init; }

    /// <summary>It finishes what it has and takes nothing new.</summary>
    public required bool Draining { get; init; }
}
