using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Sutler.Tunnel.Wire;

/// <summary>
/// The bytes of one tunnel, over a WebSocket. Tells when the tunnel has ended, whichever way: end of stream, failure, disposal. Failures come out as
/// <see cref="IOException"/>, which both HTTP stacks take for a broken connection. One reader and one writer at a time.
/// </summary>
internal sealed class TunnelStream : Stream
{
    private readonly WebSocket _socket;
    private readonly Stream _inner;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TunnelStream(WebSocket socket)
    {
        _socket = socket;
        _inner = WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: false);
    }

    public Task Ended => _ended.Task;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await _inner.ReadAsync(buffer, cancellationToken);
            if (count == 0 && buffer.Length > 0)
                _ended.TrySetResult();
            return count;
        }
        catch (Exception e) when (IsBreak(e))
        {
            throw Broken(e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsBreak(e))
        {
            throw Broken(e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Tells the other end that nothing more comes from here. What it still sends can be read.</summary>
    public async Task SayGoodbyeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception e) when (IsBreak(e) || e is OperationCanceledException)
        {
            // It is gone already, which is what was wanted.
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _socket.Abort();
            _socket.Dispose();
            _ended.TrySetResult();
        }

        base.Dispose(disposing);
    }

    /// <summary>A WebSocket that is closed or aborted says so in many ways, "not readable" among them.</summary>
    private static bool IsBreak(Exception e) =>
        e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or NotSupportedException;

    private IOException Broken(Exception cause)
    {
        _ended.TrySetResult();
        return new IOException("The tunnel's connection broke.", cause);
    }
}
