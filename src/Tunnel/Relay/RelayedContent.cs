using System.Net;

namespace Sutler.Tunnel.Relay;

/// <summary>
/// The body of a long answer while it still comes in: it keeps the request counted as in flight and inside its deadline until it is read or
/// dropped, and tells a break in the middle as <see cref="TunnelException"/>. Short bodies are taken in at once instead.
/// </summary>
internal sealed class RelayedContent : HttpContent
{
    private const int ShortBody = 64 * 1024;

    private readonly HttpContent _inner;
    private readonly AgentTunnel _tunnel;
    private readonly RequestDeadline _deadline;
    private int _released;

    private RelayedContent(HttpContent inner, AgentTunnel tunnel, RequestDeadline deadline)
    {
        (_inner, _tunnel, _deadline) = (inner, tunnel, deadline);
        foreach (var header in inner.Headers.NonValidated)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    /// <returns>True when the content has taken over place and deadline; false when the exchange is over.</returns>
    /// <summary>Takes in the body of the response, or puts one in its place that comes in as it is read.</summary>
    public static async ValueTask<bool> AttachAsync(HttpResponseMessage response, AgentTunnel tunnel, RequestDeadline deadline)
    {
        if (response.Content.Headers.ContentLength is <= ShortBody)
        {
            await response.Content.LoadIntoBufferAsync(ShortBody, deadline.Token);
            deadline.Dispose();
            return false;
        }

        response.Content = new RelayedContent(response.Content, tunnel, deadline);
        return true;
    }

    /// <summary>What a failed read of the body means; the exchange is over with it.</summary>
    public TunnelException Failed(Exception cause)
    {
        var over = _deadline.EndedWith(TunnelOutcome.MayHaveRun);
        Release();
        return over ?? new TunnelException(
            TunnelOutcome.MayHaveRun,
            $"The connection to agent '{_tunnel.Facts.Identity.AgentId}' broke in the middle of an answer: the request has run.",
            cause);
    }

    public void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
            return;
        _tunnel.Leave();
        _deadline.Dispose();
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() => new RelayedStream(
        await _inner.ReadAsStreamAsync(), this, _deadline.Token);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var body = await CreateContentReadStreamAsync();
        await body.CopyToAsync(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            Release();
        }

        base.Dispose(disposing);
    }
}
