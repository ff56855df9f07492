namespace Sutler.Service.Nodes;

/// <summary>
/// What this node may still take for granted. While it says in time that it is there, nobody takes its jobs; the time since it began to say
/// so for the last time is known without asking anybody. Once a beat came too late, everything the node held may belong to others: a new
/// generation begins, and each job must be asked for once more. Safe for any number of threads.
/// </summary>
internal sealed class NodeLease(NodeOptions options, TimeProvider time, bool isShared)
{
    private readonly Lock _change = new();
    private long _beat;
    private int _generation;

    /// <summary>Moves when the node was silent for too long.</summary>
    public int Generation
    {
        get
        {
            lock (_change)
                return _generation;
        }
    }

    /// <summary>Whether nothing can have been taken from this node since the generation. A store of its own nobody takes anything from.</summary>
    public bool Holds(int generation)
    {
        if (!isShared)
            return true;
        lock (_change)
            return generation > 0 && generation == _generation && IsFresh();
    }

    /// <summary>The store has a beat that this node began to write at <paramref name="began"/>.</summary>
    public void Renewed(long began)
    {
        lock (_change)
        {
            // Judged at the end of the write: somewhere before it the store took the new beat for the old one.
            if (_generation == 0 || !IsFresh())
                _generation++;
            _beat = began;
        }
    }

    private bool IsFresh() => time.GetElapsedTime(_beat) < options.Lease - options.Margin;
}
