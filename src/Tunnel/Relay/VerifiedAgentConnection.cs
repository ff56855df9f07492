namespace Sutler.Tunnel.Relay;

/// <summary>Marks a connection of the agent listener: its client certificate was checked against our authority. No other listener sets it.</summary>
internal sealed class VerifiedAgentConnection
{
    public static VerifiedAgentConnection Instance { get; } = new();
}
