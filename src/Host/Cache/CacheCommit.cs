namespace Sutler.Host.Cache;

/// <summary>What is stored together or not at all.</summary>
internal sealed record CacheCommit
{
    /// <summary>Objects that changed. Default: none.</summary>
    public IReadOnlyList<CacheChange> Changes { get; init; } = [];

    /// <summary>The batch whose results are among the changes; its journal rows go. Default: none.</summary>
    public long? SettledBatch { get; init; }

    /// <summary>Every journaled object was read again: the whole journal goes. Default: false.</summary>
    public bool ClearJournal { get; init; }

    /// <summary>Rows of the batch that is applied next. Default: none.</summary>
    public IReadOnlyList<JournalRow> Journal { get; init; } = [];

    /// <summary>The full import that the changes stem from. Default: none.</summary>
    public ImportMark? Import { get; init; }

    /// <summary>How far a delta import has come with the changes. Default: none.</summary>
    public DeltaMark? Delta { get; init; }

    /// <summary>All stored objects go first, and with them the mark of the import that they stem from. Default: false.</summary>
    public bool Clears { get; init; }

    public bool IsEmpty => !Clears && Changes is [] && SettledBatch is null && !ClearJournal && Journal is [] && Import is null && Delta is null;
}
