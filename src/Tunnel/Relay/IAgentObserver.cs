namespace Sutler.Tunnel.Relay;

/// <summary>Hears about agents' connections. Optional; a failing observer is logged and does not disturb the connection.</summary>
public interface IAgentObserver
{
    ValueTask ConnectedAsync(ConnectedAgent agent, CancellationToken cancellationToken);

    /// <summary>Every <see cref="RelayOptions.SeenInterval"/> for all the agents connected then.</summary>
    ValueTask SeenAsync(IReadOnlyList<ConnectedAgent> agents, CancellationToken cancellationToken);

    ValueTask DisconnectedAsync(ConnectedAgent agent, CancellationToken cancellationToken);
}
