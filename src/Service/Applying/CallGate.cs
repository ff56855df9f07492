namespace Sutler.Service.Applying;

/// <summary>
/// Lets calls to one endpoint through while its limits allow: how many in flight, how many a second, and not while the target asks for a
/// pause. Those of the priority lane first, within a lane first come first served. All jobs of the endpoint share it and it outlives their
/// runs. Safe for any number of callers.
/// </summary>
internal sealed class CallGate(ConcurrencyLimit limit, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly Lock _state = new();
    private readonly Queue<TaskCompletionSource> _normal = new();
    private readonly Queue<TaskCompletionSource> _priority = new();
    private readonly Dictionary<string, GateLimits> _asked = new(StringComparer.Ordinal);
    private readonly TokenBucket _bucket = new();
    private ITimer? _timer;
    private bool _armed;
    private int _inFlight;

    /// <summary>How many calls may be in flight now.</summary>
    public int Current
    {
        get
        {
            lock (_state)
                return limit.Current;
        }
    }

    public DateTimeOffset PausedUntil
    {
        get
        {
            lock (_state)
                return limit.PausedUntil;
        }
    }

    /// <summary>What a job asks for; of several jobs the strictest counts.</summary>
    public void Limit(string jobId, GateLimits limits)
    {
        lock (_state)
        {
            if (_asked.TryGetValue(jobId, out var old) && old == limits)
                return;
            _asked[jobId] = limits;
            Strictest();
        }
    }

    /// <summary>The job calls this endpoint no more.</summary>
    public void Unlimit(string jobId)
    {
        lock (_state)
        {
            if (_asked.Remove(jobId))
                Strictest();
        }
    }

    public async Task EnterAsync(CallLane lane, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_state)
        {
            (lane is CallLane.Priority ? _priority : _normal).Enqueue(turn);
            Dispatch();
        }

        if (turn.Task.IsCompleted)
            return;

        await using var registration = cancellationToken.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetCanceled(), turn);
        await turn.Task;
    }

    public void Leave(TimeSpan latency) => Leave(() => limit.Succeeded(latency));

    public void LeaveOverloaded(TimeSpan? retryAfter) => Leave(() => limit.Overloaded(retryAfter));

    public void LeaveUnanswered() => Leave(static () => { });

    /// <summary>The target is away: one call at a time from here on, until one is answered.</summary>
    public void Break()
    {
        lock (_state)
            limit.Break();
    }

    public void Dispose() => _timer?.Dispose();

    private void Strictest()
    {
        limit.Cap = _asked.Values.Select(asked => asked.MostInFlight).DefaultIfEmpty(ConcurrencyLimit.Most).Min();
        var rates = _asked.Values.Select(asked => asked.RequestsPerSecond).Where(rate => rate > 0);
        _bucket.Limit(rates.DefaultIfEmpty(0).Min(), time.GetUtcNow());
        Dispatch();
    }

    private void Leave(Action report)
    {
        lock (_state)
        {
            report();
            _inFlight--;
            Dispatch();
        }
    }

    private void Dispatch()
    {
        while (_inFlight < limit.Current && NextWaiting() is { } queue)
        {
            var now = time.GetUtcNow();
            var pause = limit.PausedUntil - now;
            var wait = pause > TimeSpan.Zero ? pause : _bucket.Wait(now);
            if (wait > TimeSpan.Zero)
            {
                Arm(wait);
                return;
            }

            if (!queue.Dequeue().TrySetResult())
                continue;
            _inFlight++;
            _bucket.Take();
        }
    }

    private Queue<TaskCompletionSource>? NextWaiting()
    {
        foreach (var queue in (Queue<TaskCompletionSource>[])[_priority, _normal])
        {
            while (queue.TryPeek(out var turn) && turn.Task.IsCompleted)
                queue.Dequeue();
            if (queue.Count > 0)
                return queue;
        }

        return null;
    }

    private void Arm(TimeSpan wait)
    {
        if (_armed)
            return;
        _armed = true;
        _timer ??= time.CreateTimer(static gate => ((CallGate)gate!).Rung(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait + Tick, Timeout.InfiniteTimeSpan);
    }

    private void Rung()
    {
        lock (_state)
        {
            _armed = false;
            Dispatch();
        }
    }
}
