namespace Sutler.Connectors.Sql.Settings;

/// <summary>One object type and the table that holds it.</summary>
internal sealed record SqlObjectTypeConfig
{
    public required string Name { get; init; }

    public required string Table { get; init; }

    /// <summary>Attributes that identify an object; empty takes the primary key.</summary>
    public IReadOnlyList<string> Anchor { get; init; } = [];

    /// <summary>Columns to expose; empty takes all.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>What to say differently from what the table declares.</summary>
    public IReadOnlyList<SqlAttributeConfig> Attributes { get; init; } = [];

    public IReadOnlyList<SqlComplexConfig> Complex { get; init; } = [];

    public IReadOnlyList<SqlChildConfig> Children { get; init; } = [];

    /// <summary>The key of a row may be changed.</summary>
    public bool Rename { get; init; }
}
