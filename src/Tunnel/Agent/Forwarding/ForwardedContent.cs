using System.IO.Pipelines;
using System.Net;

namespace Sutler.Tunnel.Agent.Forwarding;

/// <summary>The body of a request on its way through: sent on as it comes in, and flushed when nothing more is at hand.</summary>
internal sealed class ForwardedContent(PipeReader body, CancellationToken cancellationToken) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => CopyAsync(stream, cancellationToken);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        CopyAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task CopyAsync(Stream stream, CancellationToken stop)
    {
        while (true)
        {
            var result = await body.ReadAsync(stop);
            foreach (var part in result.Buffer)
                await stream.WriteAsync(part, stop);
            body.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return;
            await stream.FlushAsync(stop);
        }
    }
}
