using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Sutler.Testing;

/// <summary>
/// A TCP proxy on loopback that breaks what goes through it, on demand. A change of <see cref="Mode"/> holds for new connections; those that are open
/// follow it too when it is <see cref="FaultMode.BlackHole"/>, and are cut by <see cref="Cut"/>.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly TimeProvider _time;
    private Socket? _listener;
    private FaultMode _mode;
    private long _budget = long.MaxValue;

    public FaultProxy(IPEndPoint target, TimeProvider? time = null)
    {
        Target = target;
        _time = time ?? TimeProvider.System;
        EndPoint = new IPEndPoint(IPAddress.Loopback, 0);
        Listen();
    }

    /// <summary>Where the proxy listens; stays the same for its life.</summary>
    public IPEndPoint EndPoint { get; private set; }

    /// <summary>Where it connects to; may change when the server behind it comes back elsewhere.</summary>
    public IPEndPoint Target { get; set; }

    /// <summary>Added before each piece of bytes is passed on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Connections taken so far.</summary>
    public int Accepted { get; private set; }

    public FaultMode Mode
    {
        get => _mode;
        set
        {
            _mode = value;
            if (value is FaultMode.Refuse)
                CloseListener();
            else
                Listen();
        }
    }

    /// <summary>Resets all connections once this many more bytes (both directions together) have gone through.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _budget, bytes);

    /// <summary>Resets all open connections.</summary>
    public void Cut()
    {
        foreach (var socket in _open.Keys)
            Reset(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        CloseListener();
        Cut();
        _stopping.Dispose();
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed by its own pump a moment before.
        }
    }

    private void Listen()
    {
        if (_listener is not null)
            return;

        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(EndPoint);
        listener.Listen();
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    private void CloseListener() => Interlocked.Exchange(ref _listener, null)?.Dispose();

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_stopping.Token);
                Accepted++;
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        if (_mode is FaultMode.Reset)
        {
            Reset(client);
            return;
        }

        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _open[client] = _open[server] = 0;
        try
        {
            await server.ConnectAsync(Target, _stopping.Token);
            await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end is gone, so the other goes too.
        }
        finally
        {
            Close(client);
            Close(server);
        }
    }

    private void Close(Socket socket)
    {
        _open.TryRemove(socket, out _);
        socket.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var count = await from.ReceiveAsync(buffer, _stopping.Token);
                if (count == 0)
                    return;
                if (_mode is FaultMode.BlackHole)
                    continue;
                if (Delay > TimeSpan.Zero)
                    await Task.Delay(Delay, _time, _stopping.Token);
                await to.SendAsync(buffer.AsMemory(0, count), _stopping.Token);
                if (Interlocked.Add(ref _budget, -count) <= 0)
                    CutOnce();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end is gone.
        }
    }

    private void CutOnce()
    {
        Interlocked.Exchange(ref _budget, long.MaxValue);
        Cut();
    }
}
