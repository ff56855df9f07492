namespace Sutler.Host.Logging;

/// <summary>The last lines of the log, for a support bundle. Safe for any number of threads.</summary>
internal sealed class RecentLog
{
    private const int Most = 2000;
    private const int MostCharacters = 4000;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line.Length <= MostCharacters ? line : line[..MostCharacters]);
            if (_lines.Count > Most)
                _lines.Dequeue();
        }
    }
}
