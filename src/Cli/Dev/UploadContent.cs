using System.Net;

namespace Sutler.Cli.Dev;

/// <summary>Sends a stream as a request body and counts the bytes that have left, for the progress bar.</summary>
internal sealed class UploadContent(Stream source) : HttpContent
{
    private const int BufferSize = 64 * 1024;
    private long _sent;

    public long Sent => Volatile.Read(ref _sent);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new byte[BufferSize];
        for (var read = await source.ReadAsync(buffer); read > 0; read = await source.ReadAsync(buffer))
        {
            await stream.WriteAsync(buffer.AsMemory(0, read));
            Interlocked.Add(ref _sent, read);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = source.CanSeek ? source.Length : 0;
        return source.CanSeek;
    }
}
