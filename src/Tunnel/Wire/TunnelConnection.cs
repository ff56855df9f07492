using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Sutler.Tunnel.Wire;

/// <summary>
/// A dialled tunnel as a connection that Kestrel serves. What Kestrel writes goes through a pipe and one writing loop, so that the answers of many
/// requests leave together in one message while the previous one is on its way.
/// </summary>
internal sealed class TunnelConnection : ConnectionContext
{
    private static readonly PipeOptions Outgoing = new(
        minimumSegmentSize: TunnelLimits.Chunk, pauseWriterThreshold: TunnelLimits.StreamWindow, useSynchronizationContext: false);

    private readonly TunnelStream _stream;
    private readonly IDisposable? _owned;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _writing;
    private int _disposed;

    public TunnelConnection(TunnelStream stream, IDisposable? owned, TimeProvider time)
    {
        _stream = stream;
        _owned = owned;
        _time = time;
        var pipe = new Pipe(Outgoing);
        Transport = new Duplex(PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: TunnelLimits.Chunk, leaveOpen: true)), pipe.Writer);
        _writing = WriteAsync(pipe.Reader);
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

    private async Task CloseAsync()
    {
        await Transport.Input.CompleteAsync();
        await Transport.Output.CompleteAsync();
        await Task.WhenAny(_writing, _stream.Ended);
        await _stream.CloseAsync(TimeSpan.FromSeconds(1), _time);
        await _writing;
        await Ended;
        _owned?.Dispose();
        _closed.Dispose();
    }

    private async Task EndAsync()
    {
        await _stream.Ended;
        await _closed.CancelAsync();
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
