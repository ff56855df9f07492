namespace Sutler.Tunnel.Wire;

/// <summary>Answer to a join: everything the agent needs to dial from now on.</summary>
public sealed record JoinResponse
{
    public required string AgentId { get; init; }

    /// <summary>The agent's certificate, then the issuing authority's: PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>The root or roots that the agent pins: PEM.</summary>
    public required string Authority { get; init; }

    /// <summary>Where agents connect, e.g. <c>https://service:8443</c>, one for each node.</summary>
    public required IReadOnlyList<string> AgentUrls { get; init; }
}
