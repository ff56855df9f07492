using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Export;

/// <summary>A write that waits for its batch or is in it.</summary>
internal sealed class PendingWrite(WriteIntent intent, CacheEntry? seen, ObjectChange change)
{
    private readonly TaskCompletionSource<WriteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CacheEntry? _seen = seen;

    public WriteIntent Intent { get; } = intent;

    public ObjectChange Change { get; private set; } = change;

    /// <summary>The object as the change was planned on; null when it was not there.</summary>
    public CacheEntry? Seen => _seen;

    public Task<WriteOutcome> Done => _done.Task;

    /// <summary>
    /// Plans again when the object is no longer the one that the change was planned on. Answers the client and returns false when
    /// nothing is left to do, or nothing can be done.
    /// </summary>
    public bool Prepare(CacheEntry? current)
    {
        if (ReferenceEquals(current, _seen))
            return true;
        try
        {
            if (Intent.Plan(current) is not { } change)
            {
                Complete(new WriteOutcome(current, null));
                return false;
            }

            Change = change;
            _seen = current;
            return true;
        }
        catch (Exception e)
        {
            Fail(e);
            return false;
        }
    }

    public void Complete(WriteOutcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
