using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>A plain HTTP/1.1 server that answers GET and closes the connection, politely and without an answer, at everything else.</summary>
internal sealed class ClosingTarget : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _writes;

    public ClosingTarget()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Writes => Volatile.Read(ref _writes);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        var stream = client.GetStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) is var count and > 0)
        {
            if (!Encoding.ASCII.GetString(buffer, 0, count).StartsWith("GET", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _writes);
                return;
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        }
    }
}
