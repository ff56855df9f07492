namespace Sutler.Connectors.Sql.Settings;

/// <summary>One object type and the table that holds it.</summary>
internal sealed record SqlObjectTypeConfig
{
    public required string Name { get; init; }

    /// <summary>Empty where the objects are read by <see cref="Import"/> and not written to a table.</summary>
    public required string Table { get; init; }

    /// <summary>Attributes that identify an object; empty takes the primary key.</summary>
    public IReadOnlyList<string> Anchor { get; init; } = [];

    /// <summary>Columns to expose; empty takes all.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>What to say differently from what the table declares.</summary>
    public IReadOnlyList<SqlAttributeConfig> Attributes { get; init; } = [];

    public IReadOnlyList<SqlComplexConfig> Complex { get; init; } = [];

    public IReadOnlyList<SqlChildConfig> Children { get; init; } = [];

    /// <summary>Columns and the values that only rows of this type have.</summary>
    public IReadOnlyDictionary<string, string> Filter { get; init; } = new Dictionary<string, string>();

    /// <summary>There is one such type for each value of this column or query, called as the value (H/SQL-20).</summary>
    public SqlTypesConfig? Types { get; init; }

    /// <summary>Query or procedure that returns the objects; null reads the table.</summary>
    public SqlCommandConfig? Import { get; init; }

    /// <summary>Null writes the table by statements of our own.</summary>
    public SqlExportConfig? Export { get; init; }

    public SqlPasswordConfig? Password { get; init; }

    /// <summary>The attributes there are, by name; empty takes all (H/SQL-23).</summary>
    public string? AttributeQuery { get; init; }

    /// <summary>Arguments of procedures are handed over by name (H/SQL-57).</summary>
    public bool NamedParameters { get; init; }

    /// <summary>Zone and format of the type's dates where an attribute does not say its own (H/SQL-75).</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    public string? Format { get; init; }

    /// <summary>Database of this type's own (H/SQL-75); null for the connection's.</summary>
    public SqlConfig? Connection { get; init; }

    public SqlDeltaConfig Delta { get; init; } = new();

    /// <summary>The key of a row may be changed.</summary>
    public bool Rename { get; init; }
}
