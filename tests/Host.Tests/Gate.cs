namespace Sutler.Host.Tests;

/// <summary>A place where a test holds the code under test: it waits until somebody has arrived, does something, and lets go.</summary>
internal sealed class Gate
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Arrived => _arrived.Task.WaitAsync(Limit);

    public Task PassAsync(CancellationToken cancellationToken)
    {
        _arrived.TrySetResult();
        return _open.Task.WaitAsync(Limit, cancellationToken);
    }

    public void Open() => _open.TrySetResult();
}
