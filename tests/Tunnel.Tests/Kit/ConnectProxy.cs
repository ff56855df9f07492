using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>A forward proxy that knows CONNECT and, if asked to, one user by Basic authentication.</summary>
internal sealed class ConnectProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _authorization;
    private int _tunnels;

    public ConnectProxy(string? userAndPassword = null)
    {
        _authorization = userAndPassword is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword));
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections taken through.</summary>
    public int Tunnels => Volatile.Read(ref _tunnels);

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
        using var near = client;
        var stream = client.GetStream();
        while (await ReadHeadAsync(stream) is { Length: > 0 } head)
        {
            if (_authorization is not null && !head.Contains(_authorization, StringComparison.Ordinal))
            {
                await stream.WriteAsync(
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                continue;
            }

            await TunnelAsync(head, stream);
            return;
        }
    }

    private async Task TunnelAsync(string head, NetworkStream near)
    {
        var authority = head.Split(' ')[1].Split(':');
        using var far = new TcpClient();
        await far.ConnectAsync(authority[0], int.Parse(authority[1], System.Globalization.CultureInfo.InvariantCulture));
        Interlocked.Increment(ref _tunnels);
        await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        await Task.WhenAny(near.CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near));
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }
}
