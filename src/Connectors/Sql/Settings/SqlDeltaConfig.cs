namespace Sutler.Connectors.Sql.Settings;

/// <summary>How the changes of one object type are found.</summary>
internal sealed record SqlDeltaConfig
{
    /// <summary>In <see cref="Children"/>: a change of a value moves the parent's column as well.</summary>
    public const string Parent = "parent";

    public SqlDeltaStrategy Strategy { get; init; }

    /// <summary>The column that moves; in a history table, the one that puts its rows in order.</summary>
    public string? Column { get; init; }

    /// <summary>How much of what was read before is read again; null for a default by the column's type.</summary>
    public TimeSpan? Overlap { get; init; }

    /// <summary>The same for a column of whole numbers.</summary>
    public long? NumberOverlap { get; init; }

    /// <summary>Query for the mark at which the next delta starts, asked before anything is read; null takes the highest that was read.</summary>
    public string? Query { get; init; }

    /// <summary>By attribute: the column of its child table that moves, or <see cref="Parent"/>.</summary>
    public IReadOnlyDictionary<string, string> Children { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Deletes are found by reading all keys.</summary>
    public bool SweepsKeys { get; init; }

    /// <summary>The history table.</summary>
    public string? Table { get; init; }

    public IReadOnlyList<SqlJoinConfig> Join { get; init; } = [];

    /// <summary>The column that says what happened, and the words for a row that tells of nothing to look at; empty looks at every row.</summary>
    public string? Operation { get; init; }

    public IReadOnlyList<string> Words { get; init; } = [];
}
