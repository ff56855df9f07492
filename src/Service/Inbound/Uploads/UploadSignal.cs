using System.Threading.Channels;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>Tells the loop of this process at once that something was taken in. Losing a signal costs a second.</summary>
internal sealed class UploadSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _wake.Writer.TryWrite(true);

    public async Task WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time is over, or the service stops: the caller sees which.
        }
    }
}
