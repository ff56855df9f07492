namespace Sutler.Tunnel.Agent.Connection;

/// <summary>
/// Which address each connection dials next: they go around the list and keep off one another's address, so that two connections end at two nodes.
/// </summary>
internal sealed class UrlRotation
{
    private readonly Lock _lock = new();
    private readonly Uri[] _urls;
    private readonly int[] _at;

    public UrlRotation(IReadOnlyList<Uri> urls, int slots)
    {
        _urls = [.. urls];
        _at = [.. Enumerable.Range(0, slots)];
    }

    public Uri Current(int slot)
    {
        lock (_lock)
            return _urls[_at[slot]];
    }

    /// <summary>After a failure: the next address that no other connection has.</summary>
    public Uri MoveOn(int slot)
    {
        lock (_lock)
        {
            var next = _at[slot];
            do
            {
                next = (next + 1) % _urls.Length;
            }
            while (_at.Where((_, other) => other != slot).Contains(next));
            _at[slot] = next;
            return _urls[next];
        }
    }
}
