namespace Sutler.Host.Isolation;

/// <summary>
/// Room for so many calls of one kind into a connector. A call that ran out of time and has not come back keeps its place, so that a
/// connector that hangs is not given more and more of the host.
/// </summary>
#pragma warning disable CA1001 // Late calls give their place back when all else is gone; a semaphore whose wait handle nobody asked for holds nothing to dispose.
internal sealed class CallLane(int size)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _places = new(size, size);
    private int _overdue;

    /// <summary>Whether calls are out that ran out of time and have not come back.</summary>
    public bool IsOverdue => Volatile.Read(ref _overdue) > 0;

    /// <summary>Whether every place is held by such a call: then waiting is in vain.</summary>
    public bool IsBlocked => Volatile.Read(ref _overdue) >= size;

    public Task<bool> EnterAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        IsBlocked ? Task.FromResult(false) : _places.WaitAsync(wait, cancellationToken);

    /// <summary>Gives the place back when the call comes back, now or later.</summary>
    public void LeaveAfter(Task call)
    {
        if (call.IsCompleted)
        {
            _places.Release();
            return;
        }

        Interlocked.Increment(ref _overdue);
        _ = call.ContinueWith(
            late =>
            {
                _ = late.Exception;
                Interlocked.Decrement(ref _overdue);
                _places.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
