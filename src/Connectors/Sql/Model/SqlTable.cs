namespace Sutler.Connectors.Sql.Model;

/// <summary>A table or view as the database declares it.</summary>
internal sealed record SqlTable
{
    public required string Name { get; init; }

    /// <summary>Its schema, where the name alone would not find it.</summary>
    public string? Schema { get; init; }

    public bool IsView { get; init; }

    /// <summary>A view that takes inserts, updates and deletes: by its triggers, or because the database turns them into those of a table.</summary>
    public bool IsUpdatableView { get; init; }

    /// <summary>Triggers may change a row after the statement that wrote it, so that the row is read again.</summary>
    public bool HasTriggers { get; init; }

    public required IReadOnlyList<SqlColumn> Columns { get; init; }

    /// <summary>Sets of columns whose values together occur once, under the columns' own collations.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; }

    /// <summary>Columns of constraints and indexes by name: messages of the database speak of those.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Constraints { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}
