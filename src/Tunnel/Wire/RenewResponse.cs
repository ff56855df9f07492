namespace Sutler.Tunnel.Wire;

/// <summary>A fresh certificate; the one the request was made under stays valid to its own end.</summary>
public sealed record RenewResponse
{
    /// <summary>The agent's certificate, then the issuing authority's: PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>The root or roots to pin from now on: PEM.</summary>
    public required string Authority { get; init; }

    public required IReadOnlyList<string> AgentUrls { get; init; }
}
