using System.Diagnostics.CodeAnalysis;

namespace Sutler.Host.Isolation;

/// <summary>
/// Threads that run one connector's code, and nothing else: a connector that blocks, for ever even, holds some of these and none of the
/// pool that answers requests. They come into being as they are needed, never more than <paramref name="most"/>, and end when idle.
/// </summary>
internal sealed class ConnectorThreads(string connection, int most) : TaskScheduler
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<Task> _waiting = [];
    private int _threads;
    private int _idle;

    public override int MaximumConcurrencyLevel => most;

    /// <summary>Runs what the connector does before its first await, and most of what comes after it, on these threads.</summary>
    public Task<T> RunAsync<T>(Func<ValueTask<T>> call) =>
        Task.Factory.StartNew(() => call().AsTask(), CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _waiting.Enqueue(task);
            if (_waiting.Count <= _idle || _threads >= most)
            {
                Monitor.Pulse(_gate);
                return;
            }

            _threads++;
        }

        new Thread(Work) { IsBackground = true, Name = $"connector {connection}" }.Start();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _waiting];
    }

    private void Work()
    {
        while (TryTake(out var task))
            TryExecuteTask(task);
    }

    private bool TryTake([NotNullWhen(true)] out Task? task)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                _idle++;
                var woken = Monitor.Wait(_gate, Idle);
                _idle--;
                if (!woken && _waiting.Count == 0)
                {
                    _threads--;
                    return _waiting.TryDequeue(out task);
                }
            }

            return _waiting.TryDequeue(out task);
        }
    }
}
