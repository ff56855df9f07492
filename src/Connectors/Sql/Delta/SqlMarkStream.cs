using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>Rows that say which objects changed, in the order of a column that moves: those of the type itself, of a child table, or of a history.</summary>
internal sealed record SqlMarkStream
{
    public required ISqlDialect Dialect { get; init; }

    /// <summary>The column that moves.</summary>
    public required SqlAttribute Column { get; init; }

    /// <summary>Query for the highest mark there is, or for the one that the settings give; asked before anything is read.</summary>
    public required SqlStatement Now { get; init; }

    /// <summary>Rows from a mark on. Parameters: page size, mark. Columns: mark, anchor.</summary>
    public required SqlStatement First { get; init; }

    /// <summary>Rows after one. Parameters: page size, then its mark and anchor.</summary>
    public required SqlStatement Next { get; init; }

    /// <summary>The next delta starts at <see cref="Now"/>, not at the highest mark read.</summary>
    public bool StartsAtNow { get; init; }

    public TimeSpan Overlap { get; init; }

    public long NumberOverlap { get; init; }
}
