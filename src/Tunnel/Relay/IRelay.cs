namespace Sutler.Tunnel.Relay;

/// <summary>The service's end of all tunnels: hands out message handlers that reach what stands behind a group's agents.</summary>
public interface IRelay
{
    /// <summary>Raised after an agent connected, went, or began to drain. Handlers must be quick.</summary>
    event EventHandler? Changed;

    IReadOnlyList<ConnectedAgent> Connected { get; }

    /// <summary>
    /// A handler for absolute URLs of targets behind the group's agents. It owns nothing: make one for each client and dispose it freely.
    /// Failures of the way to the target are <see cref="TunnelException"/>.
    /// </summary>
    HttpMessageHandler CreateHandler(string agentGroup);

    /// <summary>Closes the agent's connections at once, e.g. because it was removed; what was in flight fails as "may have run".</summary>
    void Drop(string agentId);
}
