namespace Sutler.Connectors.Sql.Model;

/// <summary>Where objects are read from.</summary>
internal sealed record SqlSource
{
    /// <summary>What stands after FROM: a quoted table, or a query in parentheses with an alias; null for a procedure that cannot stand there.</summary>
    public required string? From { get; init; }

    /// <summary>The query or call that returns a page; null pages the table, or the query, by the anchor.</summary>
    public SqlTemplate? Pages { get; init; }

    /// <summary>It is a table, or a part of one, so that what is written to the table is what is read.</summary>
    public bool IsWhatIsWritten { get; init; }

    /// <summary>Columns and values that only the rows of this type have (H/SQL-20).</summary>
    public IReadOnlyList<(string Quoted, object Value)> Filter { get; init; } = [];

    public bool IsTable { get; init; }
}
