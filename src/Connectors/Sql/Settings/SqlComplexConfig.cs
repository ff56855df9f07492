namespace Sutler.Connectors.Sql.Settings;

/// <summary>Columns of the row that stand together under one attribute.</summary>
internal sealed record SqlComplexConfig
{
    public required string Attribute { get; init; }

    /// <summary>The parts, each with the column that holds it.</summary>
    public IReadOnlyList<SqlAttributeConfig> Parts { get; init; } = [];
}
