using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sutler.Tunnel.Relay;

/// <summary>The tunnels of this node and their life: attach, tell the observers, drain at the end. Safe between threads.</summary>
internal sealed partial class Relay : IRelay, IDisposable
{
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<IAgentObserver> _observers;
    private readonly ILogger<Relay> _logger;
    private readonly CancellationTokenSource _stopping = new();

    public Relay(RelayOptions options, IEnumerable<IAgentObserver> observers, IHostApplicationLifetime lifetime, ILogger<Relay> logger)
    {
        Options = options;
        _observers = [.. observers];
        _logger = logger;
        Registry.Changed += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
        lifetime.ApplicationStopping.Register(() => _stopping.Cancel());
    }

    public event EventHandler? Changed;

    public RelayOptions Options { get; }

    public TunnelRegistry Registry { get; } = new();

    public bool IsStopping => _stopping.IsCancellationRequested;

    public IReadOnlyList<ConnectedAgent> Connected => [.. Registry.All.Select(t => t.Snapshot())];

    public HttpMessageHandler CreateHandler(string agentGroup) => new RelayHandler(agentGroup, this);

    public void Drop(string agentId)
    {
        foreach (var tunnel in Registry.All.Where(t => t.Facts.Identity.AgentId == agentId))
        {
            LogDropped(agentId);
            Registry.Remove(tunnel);
            tunnel.Dispose();
        }
    }

    public async Task<AgentTunnel?> WaitForAgentAsync(string group, IReadOnlyCollection<AgentTunnel> tried, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Options.ConnectWait, Options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, _stopping.Token);
        return await Registry.EnterAsync(group, tried, either.Token);
    }

    /// <summary>Serves one agent's connection for as long as it lasts.</summary>
    public async Task RunAsync(AgentTunnel tunnel, CancellationToken aborted)
    {
        try
        {
            await tunnel.GreetAsync(GreetingLimit, aborted);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            LogGreetingFailed(e, tunnel.Facts.Identity.AgentId);
            return;
        }

        Registry.Add(tunnel);
        LogConnected(tunnel.Facts.Identity.AgentId, tunnel.Facts.Identity.Group, tunnel.Facts.RemoteAddress);
        await TellAsync(o => o.ConnectedAsync(tunnel.Snapshot(), CancellationToken.None));
        try
        {
            await WaitForEndAsync(tunnel, aborted);
        }
        finally
        {
            Registry.Remove(tunnel);
            LogDisconnected(tunnel.Facts.Identity.AgentId);
            await TellAsync(o => o.DisconnectedAsync(tunnel.Snapshot(), CancellationToken.None));
        }
    }

    public Task TellSeenAsync(CancellationToken cancellationToken) => TellAsync(o => o.SeenAsync(Connected, cancellationToken));

    public void Dispose() => _stopping.Dispose();

    private async Task WaitForEndAsync(AgentTunnel tunnel, CancellationToken aborted)
    {
        var time = Options.TimeProvider;
        var life = tunnel.Facts.CertificateNotAfter - time.GetUtcNow();
        using var expiry = new CancellationTokenSource(life > MaxTimer ? MaxTimer : life < TimeSpan.Zero ? TimeSpan.Zero : life, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, aborted, _stopping.Token);
        await tunnel.Ended.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (tunnel.Ended.IsCompleted)
            return;

        tunnel.StartDraining();
        await DrainAsync(tunnel, aborted);
    }

    /// <summary>Lets what is in flight finish, within the limit. Polls: it runs once in a tunnel's life.</summary>
    private async Task DrainAsync(AgentTunnel tunnel, CancellationToken aborted)
    {
        var started = Options.TimeProvider.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20), Options.TimeProvider);
        while (tunnel.InFlight > 0 && !tunnel.Ended.IsCompleted && !aborted.IsCancellationRequested
            && Options.TimeProvider.GetElapsedTime(started) < Options.DrainLimit)
        {
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task TellAsync(Func<IAgentObserver, ValueTask> tell)
    {
        foreach (var observer in _observers)
        {
            try
            {
                await tell(observer);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogObserverFailed(e);
            }
        }
    }

    /// <summary>Longest timer there is (49 days), longer than any agent certificate should live.</summary>
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(49);
}
