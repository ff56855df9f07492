using System.Collections.Frozen;

namespace Sutler.Tunnel.Relay;

/// <summary>
/// All tunnels of this node. Changes are rare and take a lock; choosing is frequent and reads an immutable snapshot: per group the newest connection
/// of each agent that is not draining.
/// </summary>
internal sealed class TunnelRegistry
{
    private readonly Lock _lock = new();
    private readonly List<AgentTunnel> _tunnels = [];
    private FrozenDictionary<string, AgentTunnel[]> _usable = FrozenDictionary<string, AgentTunnel[]>.Empty;
    private TaskCompletionSource _changed = NewSignal();
    private uint _turn;

    public event EventHandler? Changed;

    public IReadOnlyList<AgentTunnel> All
    {
        get
        {
            lock (_lock)
                return [.. _tunnels];
        }
    }

    public void Add(AgentTunnel tunnel)
    {
        tunnel.DrainStarted += (_, _) => Update(() => { });
        Update(() => _tunnels.Add(tunnel));
    }

    public void Remove(AgentTunnel tunnel) => Update(() => _tunnels.Remove(tunnel));

    /// <summary>Takes a place on the least busy agent of the group that was not tried yet; give it back with <see
    /// cref="AgentTunnel.Leave"/>.</summary>
    public AgentTunnel? TryEnter(string group, IReadOnlyCollection<AgentTunnel> tried)
    {
        if (!Volatile.Read(ref _usable).TryGetValue(group, out var tunnels))
            return null;

        Span<int> loads = tunnels.Length <= 64 ? stackalloc int[tunnels.Length] : new int[tunnels.Length];
        for (var i = 0; i < tunnels.Length; i++)
            loads[i] = tunnels[i].Draining || tried.Contains(tunnels[i]) ? -1 : tunnels[i].InFlight;

        var chosen = AgentChooser.Choose(loads, Interlocked.Increment(ref _turn));
        if (chosen < 0)
            return null;

        tunnels[chosen].Enter();
        return tunnels[chosen];
    }

    /// <summary>As <see cref="TryEnter"/>, but waits for an agent to connect; null when the wait is over.</summary>
    public async ValueTask<AgentTunnel?> EnterAsync(string group, IReadOnlyCollection<AgentTunnel> tried, CancellationToken wait)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            if (TryEnter(group, tried) is { } tunnel)
                return tunnel;
            if (wait.IsCancellationRequested)
                return null;
            await changed.WaitAsync(wait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Update(Action change)
    {
        lock (_lock)
        {
            change();
            _usable = _tunnels
                .Where(t => !t.Draining)
                .GroupBy(t => t.Facts.Identity)
                .Select(agent => agent.MaxBy(t => t.Facts.ConnectionId)!)
                .GroupBy(t => t.Facts.Identity.Group, StringComparer.Ordinal)
                .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
            _changed.TrySetResult();
            _changed = NewSignal();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }
}
