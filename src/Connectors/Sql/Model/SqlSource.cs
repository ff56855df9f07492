namespace Sutler.Connectors.Sql.Model;

/// <summary>Where objects are read from.</summary>
internal sealed record SqlSource
{
    /// <summary>What stands after FROM: a quoted table, or a query in parentheses with an alias; null for a procedure that cannot stand there.</summary>
    public required string? From { get; init; }

    /// <summary>The query or call that returns a page; null pages the table, or the query, by the anchor.</summary>
    public SqlTemplate? Pages { get; init; }

    public bool IsTable { get; init; }
}
