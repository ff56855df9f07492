namespace Sutler.Service.Directory.Csv;

/// <summary>A file as it was read: the last row of each worker, and what could not be read.</summary>
internal sealed class WorkerFile
{
    public IReadOnlyList<ImportColumn> Columns { get; set; } = [];

    /// <summary>Data rows seen, readable or not.</summary>
    public int Rows { get; set; }

    /// <summary>Rows that a later row of the same worker replaced.</summary>
    public int Superseded { get; set; }

    /// <summary>The row that counts, by worker id.</summary>
    public Dictionary<string, WorkerRow> Workers { get; } = new(StringComparer.Ordinal);

    /// <summary>Workers whose last row was refused: they keep the last state.</summary>
    public HashSet<string> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>The names that refused rows claimed, by worker: whoever has one of them keeps the last state too.</summary>
    public Dictionary<string, string> KeptNames { get; } = new(StringComparer.Ordinal);

    public List<ImportProblem> Problems { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Read to its end without an unreadable place: only then does absence count.</summary>
    public bool Complete { get; set; } = true;
}
