using System.Threading.Channels;

namespace Sutler.Tunnel.Tests.Kit;

/// <summary>A target's handler waits here; the test learns when somebody has come, and lets them go.</summary>
internal sealed class Gate
{
    private readonly Channel<bool> _entered = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task EnterAsync(CancellationToken cancellationToken = default)
    {
        _entered.Writer.TryWrite(true);
        return _open.Task.WaitAsync(cancellationToken);
    }

    public async Task EnteredAsync() => await _entered.Reader.ReadAsync(TestLimits.Token());

    public void Open() => _open.TrySetResult();
}
