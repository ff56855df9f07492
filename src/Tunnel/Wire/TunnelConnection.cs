using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Sutler.Tunnel.Wire;

/// <summary>
/// A dialled tunnel as a connection that Kestrel serves. One loop reads from the WebSocket and one writes to it, each over a pipe: the answers of
/// many requests leave together in one message while the previous one is on its way, and a read that Kestrel cancels at the end of a connection
/// does not reach the WebSocket, which would break at once and take Kestrel's farewell (GOAWAY) with it.
/// </summary>
internal sealed class TunnelConnection : ConnectionContext
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private static readonly PipeOptions Buffering = new(
        minimumSegmentSize: TunnelLimits.Chunk, pauseWriterThreshold: TunnelLimits.StreamWindow, useSynchronizationContext: false);

    private readonly TunnelStream _stream;
    private readonly IDisposable? _owned;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _reading;
    private readonly Task _writing;
    private int _disposed;

    public TunnelConnection(TunnelStream stream, IDisposable? owned, TimeProvider time)
    {
        _stream = stream;
        _owned = owned;
        _time = time;
        var (incoming, outgoing) = (new Pipe(Buffering), new Pipe(Buffering));
        Transport = new Duplex(incoming.Reader, outgoing.Writer);
        _reading = ReadAsync(incoming.Writer);
        _writing = WriteAsync(outgoing.Reader);
        ConnectionClosed = _closed.Token;
        Ended = EndAsync();
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    /// <summary>Completes once the tunnel is gone.</summary>
    public Task Ended { get; }

    public override void Abort(ConnectionAbortedException abortReason) => _stream.Dispose();

    public override void Abort() => _stream.Dispose();

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await CloseAsync();
        await base.DisposeAsync();
    }

    /// <summary>
    /// Everything written goes out, then a close message; then what still comes in is read and dropped until the other end has closed too. To hang
    /// up with bytes unread would reset the TCP connection, and the other end could lose what it has not read yet.
    /// </summary>
    private async Task CloseAsync()
    {
        await Transport.Input.CompleteAsync();
        await Transport.Output.CompleteAsync();
        using var limit = new CancellationTokenSource(FarewellLimit, _time);
        await _writing.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stream.SayGoodbyeAsync(limit.Token);
        await _reading.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stream.Dispose();
        await Task.WhenAll(_reading, _writing, Ended);
        _owned?.Dispose();
        _closed.Dispose();
    }

    private async Task EndAsync()
    {
        await _stream.Ended;
        await _closed.CancelAsync();
    }

    private async Task ReadAsync(PipeWriter writer)
    {
        var wanted = true;
        try
        {
            while (await _stream.ReadAsync(writer.GetMemory(TunnelLimits.Chunk)) is var count and > 0)
            {
                if (!wanted)
                    continue;
                writer.Advance(count);
                wanted = !(await writer.FlushAsync()).IsCompleted;
            }

            await writer.CompleteAsync();
        }
        catch (IOException e)
        {
            await writer.CompleteAsync(e);
        }
    }

    private async Task WriteAsync(PipeReader reader)
    {
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync();
                foreach (var part in result.Buffer)
                    await _stream.WriteAsync(part);
                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    break;
            }

            await reader.CompleteAsync();
        }
        catch (IOException e)
        {
            await reader.CompleteAsync(e);
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
