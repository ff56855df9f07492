using System.Collections.Immutable;
using Sutler.Tunnel.Agent.Connection;

namespace Sutler.Tunnel.Agent;

/// <summary>What a running agent tells about itself; get it from <c>app.Services</c>. Readers see immutable values; safe between threads.</summary>
public sealed class AgentStatus
{
    private readonly Lock _lock = new();
    private ImmutableArray<AgentConnectionStatus> _connections = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Raised after a connection came or went or an attempt failed.</summary>
    public event EventHandler? Changed;

    public string AgentId { get; internal init; } = string.Empty;

    public IReadOnlyList<AgentConnectionStatus> Connections => _connections;

    public bool IsConnected => _connections.Any(c => c.ConnectedSince is not null);

    /// <summary>The newest error of any connection, also when another one stands.</summary>
    public DialError? LastError => _connections.Select(c => c.LastError).OfType<DialError>().MaxBy(e => e.At);

    /// <summary>When the certificate in use ends.</summary>
    public DateTimeOffset CertificateNotAfter { get; internal set; }

    /// <summary>Completes when at least one connection stands.</summary>
    public async Task WaitConnectedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            if (IsConnected)
                return;
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Makes room for one connection and gives its number.</summary>
    internal int Add(string url)
    {
        lock (_lock)
        {
            _connections = _connections.Add(new AgentConnectionStatus { Url = url });
            return _connections.Length - 1;
        }
    }

    internal void Set(int slot, Func<AgentConnectionStatus, AgentConnectionStatus> change)
    {
        lock (_lock)
        {
            _connections = _connections.SetItem(slot, change(_connections[slot]));
            _changed.TrySetResult();
            _changed = NewSignal();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
