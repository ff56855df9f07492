namespace Sutler.Tunnel.Agent.Membership;

/// <summary>The credentials in use, swapped whole by the renewal, and the signal that says so.</summary>
internal sealed class CredentialSource(AgentCredentials first)
{
    private readonly Lock _lock = new();
    private AgentCredentials _current = first;
    private TaskCompletionSource _swapped = NewSignal();

    public AgentCredentials Current => Volatile.Read(ref _current);

    /// <summary>Completes when the current credentials are replaced.</summary>
    public Task Swapped
    {
        get
        {
            lock (_lock)
                return _swapped.Task;
        }
    }

    public void Swap(AgentCredentials next)
    {
        lock (_lock)
        {
            Volatile.Write(ref _current, next);
            _swapped.TrySetResult();
            _swapped = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
