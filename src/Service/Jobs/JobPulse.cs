namespace Sutler.Service.Jobs;

/// <summary>Tells a run under way that something may have changed. Beats that come while nobody waits count once. Safe for any thread.</summary>
internal sealed class JobPulse
{
    private readonly Lock _state = new();
    private TaskCompletionSource _next = New();

    public void Beat()
    {
        lock (_state)
            _next.TrySetResult();
    }

    /// <summary>Waits for the next beat, or for one that came since the last wait.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Task next;
        lock (_state)
            next = _next.Task;
        await next.WaitAsync(cancellationToken);
        lock (_state)
        {
            if (_next.Task.IsCompleted)
                _next = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
