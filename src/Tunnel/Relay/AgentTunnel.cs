using System.Net;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Relay;

/// <summary>One agent's connection, seen from the service: an HTTP/2 client on a connection that the agent has dialled.</summary>
internal sealed class AgentTunnel : IDisposable
{
    private readonly TunnelStream _stream;
    private readonly HttpMessageInvoker _client;
    private readonly TimeProvider _time;
    private int _handedOut;
    private int _draining;
    private int _inFlight;
    private int _disposed;

    public AgentTunnel(TunnelStream stream, AgentTunnelFacts facts, RelayOptions options)
    {
        _stream = stream;
        _time = options.TimeProvider;
        Facts = facts;
        _client = new HttpMessageInvoker(NewHandler(options));
    }

    /// <summary>The agent takes no new requests: raised once, on the thread that found out.</summary>
    public event EventHandler? DrainStarted;

    public AgentTunnelFacts Facts { get; }

    public int InFlight => Volatile.Read(ref _inFlight);

    public bool Draining => Volatile.Read(ref _draining) != 0;

    public Task Ended => _stream.Ended;

    public ConnectedAgent Snapshot() => new()
    {
        AgentId = Facts.Identity.AgentId,
        Group = Facts.Identity.Group,
        ConnectionId = Facts.ConnectionId,
        RemoteAddress = Facts.RemoteAddress,
        AgentVersion = Facts.AgentVersion,
        ConnectedAt = Facts.ConnectedAt,
        InFlight = InFlight,
        Draining = Draining,
    };

    /// <summary>Counts a request in. From then until <see cref="Leave"/> the client is not disposed of under it.</summary>
    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0 && Volatile.Read(ref _disposed) != 0)
            _client.Dispose();
    }

    /// <summary>Sends for a caller that has entered.</summary>
    /// <exception cref="TunnelGoneException">The tunnel was over before: nothing was sent.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Volatile.Read(ref _disposed) == 0 ? _client.SendAsync(request, cancellationToken) : throw new TunnelGoneException();

    /// <summary>Sets up HTTP/2 and hears from the agent once, so that the first real request meets a connection that is known to work.</summary>
    public async Task GreetAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, TunneledRequest.Root)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await _client.SendAsync(request, either.Token);
        response.EnsureSuccessStatusCode();
    }

    public void StartDraining()
    {
        if (Interlocked.Exchange(ref _draining, 1) == 0)
            DrainStarted?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose()
    {
        // Entering counts before it looks at the flag, and this sets the flag before it looks at the count: one of the two sees the other.
        Interlocked.Exchange(ref _disposed, 1);
        if (InFlight == 0)
            _client.Dispose();
        _stream.Dispose();
    }

    private SocketsHttpHandler NewHandler(RelayOptions options) => new()
    {
        ConnectCallback = HandOutAsync,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null, // TunneledRequest carries the trace; a span here would only repeat the caller's.
        EnableMultipleHttp2Connections = false,
        InitialHttp2StreamWindowSize = TunnelLimits.StreamWindow,
        KeepAlivePingDelay = options.PingDelay,
        KeepAlivePingTimeout = options.PingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        ConnectTimeout = Timeout.InfiniteTimeSpan,
    };

    private ValueTask<Stream> HandOutAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _handedOut, 1) == 0)
            return ValueTask.FromResult<Stream>(_stream);

        StartDraining();
        return ValueTask.FromException<Stream>(new TunnelGoneException());
    }
}
