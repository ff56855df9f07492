namespace Sutler.Service.Applying;

/// <summary>Lets calls through while the limit allows, first come first served. Safe for any number of callers.</summary>
internal sealed class CallGate(ConcurrencyLimit limit, TimeProvider time)
{
    private readonly Lock _state = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _inFlight;

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await PauseAsync(cancellationToken);
        TaskCompletionSource? turn = null;
        lock (_state)
        {
            if (_inFlight < limit.Current && _waiting.Count == 0)
                _inFlight++;
            else
                _waiting.Enqueue(turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        if (turn is null)
            return;

        await using var registration = cancellationToken.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetCanceled(), turn);
        await turn.Task;
    }

    public void Leave(TimeSpan latency)
    {
        lock (_state)
        {
            limit.Succeeded(latency);
            Next();
        }
    }

    public void LeaveOverloaded(TimeSpan? retryAfter)
    {
        lock (_state)
        {
            limit.Overloaded(retryAfter);
            Next();
        }
    }

    public void LeaveUnanswered()
    {
        lock (_state)
            Next();
    }

    private void Next()
    {
        _inFlight--;
        while (_inFlight < limit.Current && _waiting.TryDequeue(out var turn))
        {
            if (turn.TrySetResult())
                _inFlight++;
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            DateTimeOffset until;
            lock (_state)
                until = limit.PausedUntil;
            var wait = until - time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
                return;
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
