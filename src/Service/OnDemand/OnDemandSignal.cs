namespace Sutler.Service.OnDemand;

/// <summary>Tells those who wait in this process that a request is done. Those on other nodes look by themselves.</summary>
internal sealed class OnDemandSignal
{
    private TaskCompletionSource _done = New();

    /// <summary>Ends with the next request that is done. Taken before looking, so that nothing is missed in between.</summary>
    public Task Next => Volatile.Read(ref _done).Task;

    public void Raise() => Interlocked.Exchange(ref _done, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
