namespace Sutler.Host.Connections;

/// <summary>Counts the requests that are in a connection, and lets in no more than it can take.</summary>
internal sealed class RequestLimit(int most)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether the request may come in; one that did must leave.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= most)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
