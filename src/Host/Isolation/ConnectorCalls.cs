using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Isolation;

/// <summary>
/// Makes calls into a connector: each in its lane, on the connector's own threads, with an end to the waiting whether or not the connector
/// heeds cancellation. A call that is given up comes back into nothing; until then it holds its place.
/// </summary>
internal sealed class ConnectorCalls(string connection, ConnectionLimits limits, TimeProvider clock)
{
    /// <summary>How long a call that was canceled has to come back by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Applying, importing and describing have lanes of their own: none of them waits behind look-ups.
    private readonly ConnectorThreads _threads = new(connection, limits.Lookups + 4);

    public CallLane Apply { get; } = new(1);

    public CallLane Import { get; } = new(1);

    public CallLane Describe { get; } = new(2);

    public CallLane Lookups { get; } = new(limits.Lookups);

    /// <summary>Makes one call.</summary>
    /// <exception cref="ConnectorException">The lane was full, or the call ran out of time (then it may have run).</exception>
    public async Task<T> RunAsync<T>(CallLane lane, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        await EnterAsync(lane, cancellationToken);
        using var timer = new CancellationTokenSource(limits.ConnectorTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var token = either.Token;
        var running = _threads.RunAsync(() => call(token));
        try
        {
            return await AwaitAsync(running, token, cancellationToken);
        }
        finally
        {
            lane.LeaveAfter(running);
        }
    }

    public async Task EnterAsync(CallLane lane, CancellationToken cancellationToken)
    {
        if (!await lane.EnterAsync(limits.ConnectorTimeout, cancellationToken))
        {
            throw new ConnectorException(new ConnectorError(
                ConnectorErrorKind.Busy, "The connector has not come back from earlier calls. Nothing was done; check the target, and reload the connection if it stays so."));
        }
    }

    /// <summary>Runs one step of a longer call, whose lane is held already.</summary>
    public Task<T> StepAsync<T>(Func<ValueTask<T>> step) => _threads.RunAsync(step);

    /// <summary>Waits until the call comes back, or has been canceled and does not come back in time.</summary>
    /// <param name="running">The call.</param>
    /// <param name="token">What the call was told to heed.</param>
    /// <param name="caller">The caller's own wish to end; any other cancellation is a timeout.</param>
    public async Task<T> AwaitAsync<T>(Task<T> running, CancellationToken token, CancellationToken caller)
    {
        try
        {
            if (!running.IsCompleted)
                await Canceled(running, token);
            if (!running.IsCompleted)
                await running.WaitAsync(Grace, clock, CancellationToken.None);
            return await running;
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException && token.IsCancellationRequested)
        {
            caller.ThrowIfCancellationRequested();
            throw new ConnectorException(
                new ConnectorError(ConnectorErrorKind.Timeout, $"The connector did not answer in time. Check the target, or raise the timeout under 'limits' of connection {connection}.") { MayHaveRun = true }, e);
        }
    }

    private static async Task Canceled(Task running, CancellationToken token)
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(() => canceled.TrySetResult());
        await Task.WhenAny(running, canceled.Task);
    }
}
