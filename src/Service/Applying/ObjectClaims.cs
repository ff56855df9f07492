namespace Sutler.Service.Applying;

/// <summary>
/// Which objects a lane of the run is working on. An object is claimed before it is loaded and let go after it is settled, so two lanes
/// never plan from two states of one object, and the later one always sees what the earlier has written. A lane waits for all of a batch at
/// once and holds nothing meanwhile, so lanes cannot wait for each other in a circle. Safe for concurrent lanes.
/// </summary>
internal sealed class ObjectClaims
{
    private readonly Lock _state = new();
    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);
    private TaskCompletionSource _released = New();

    /// <summary>Claims all of them, once none is claimed by another.</summary>
    public async Task ClaimAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released;
            lock (_state)
            {
                if (!_claimed.Overlaps(ids))
                {
                    _claimed.UnionWith(ids);
                    return;
                }

                released = _released.Task;
            }

            await released.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Claims those that are free, a number of them at most, and returns them.</summary>
    public IReadOnlyList<string> ClaimFree(IEnumerable<string> ids, int most)
    {
        lock (_state)
            return [.. ids.Where(_claimed.Add).Take(most)];
    }

    public void Release(IEnumerable<string> ids)
    {
        TaskCompletionSource released;
        lock (_state)
        {
            _claimed.ExceptWith(ids);
            released = _released;
            _released = New();
        }

        released.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
