namespace Sutler.Connectors.Sql.Settings;

/// <summary>A table whose rows are the values of one multi-valued attribute (H/SQL-24, H/SQL-52).</summary>
internal sealed record SqlChildConfig
{
    public required string Attribute { get; init; }

    public required string Table { get; init; }

    /// <summary>Pairs of columns that are equal in a parent and its children.</summary>
    public IReadOnlyList<SqlJoinConfig> Join { get; init; } = [];

    /// <summary>The parts of a value; just one, called <c>value</c>, when the values are simple.</summary>
    public IReadOnlyList<SqlAttributeConfig> Parts { get; init; } = [];

    /// <summary>Values have parts; else each is just the value of one column.</summary>
    public bool IsComplex { get; init; }

    /// <summary>Columns that put the values in order; empty takes the primary key.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Null chooses: <see cref="SqlChildWrite.Link"/> where the rows are objects themselves, else <see cref="SqlChildWrite.Rows"/>.</summary>
    public SqlChildWrite? Write { get; init; }
}
