namespace Sutler.Odbc.Catalog;

/// <summary>One column of a foreign key.</summary>
public sealed record OdbcForeignKeyDescription
{
    /// <summary>The key's name; that of the referenced table where the driver tells none.</summary>
    public required string Name { get; init; }

    /// <summary>Schema of the table that holds the key; null where the product has none.</summary>
    public string? Schema { get; init; }

    /// <summary>The table that holds the key.</summary>
    public required string Table { get; init; }

    /// <summary>The column that holds it.</summary>
    public required string Column { get; init; }

    /// <summary>Schema of the referenced table.</summary>
    public string? ReferencedSchema { get; init; }

    /// <summary>The referenced table.</summary>
    public required string ReferencedTable { get; init; }

    /// <summary>The referenced column.</summary>
    public required string ReferencedColumn { get; init; }
}
