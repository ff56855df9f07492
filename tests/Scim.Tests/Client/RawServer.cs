using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sutler.Scim.Tests.Client;

/// <summary>A server below HTTP: reads a request's head, writes the bytes it was given, and hangs up; or never answers.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string? _answer;
    private readonly Task _loop;

    public RawServer(string? answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = RunAsync();
    }

    public Uri BaseUri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/scim");

    public static string Ok(string body, string headers = "", int status = 200) =>
        $"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var count = 0;
        while (buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(count), _stop.Token);
            if (read == 0)
                return;
            count += read;
        }
        if (_answer is null)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        else
            await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer), _stop.Token);
    }
}
