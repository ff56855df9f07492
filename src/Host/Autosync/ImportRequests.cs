using Sutler.Connectors.Sdk;

namespace Sutler.Host.Autosync;

/// <summary>Imports that people asked for. Those that wait for the same kind become one import.</summary>
internal sealed class ImportRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ImportKind, TaskCompletionSource<ImportReport>> _waiting = [];
    private TaskCompletionSource _arrived = NewSignal();

    /// <summary>Completes when a request waits.</summary>
    public Task Arrived
    {
        get
        {
            lock (_lock)
                return _arrived.Task;
        }
    }

    public Task<ImportReport> AddAsync(ImportKind kind)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(kind, out var waiting))
                _waiting[kind] = waiting = new TaskCompletionSource<ImportReport>(TaskCreationOptions.RunContinuationsAsynchronously);
            _arrived.TrySetResult();
            return waiting.Task;
        }
    }

    /// <summary>Takes the request that is next; null when none waits.</summary>
    public (ImportKind Kind, TaskCompletionSource<ImportReport> Done)? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
                return null;
            var (kind, done) = _waiting.First();
            _waiting.Remove(kind);
            if (_waiting.Count == 0)
                _arrived = NewSignal();
            return (kind, done);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
