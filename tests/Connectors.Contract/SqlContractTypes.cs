namespace Sutler.Connectors.Contract;

/// <summary>How one database product writes the column types of the SQL contract.</summary>
public sealed record SqlContractTypes
{
    /// <summary>Text that can be a key, compared exactly. Default: TEXT.</summary>
    public string Key { get; init; } = "TEXT";

    /// <summary>Long text. Default: TEXT.</summary>
    public string Text { get; init; } = "TEXT";

    /// <summary>64-bit whole number. Default: BIGINT.</summary>
    public string Integer { get; init; } = "BIGINT";

    /// <summary>True or false. Default: BOOLEAN.</summary>
    public string Boolean { get; init; } = "BOOLEAN";

    /// <summary>A moment. Default: TIMESTAMP.</summary>
    public string DateTime { get; init; } = "TIMESTAMP";

    /// <summary>Bytes. Default: BLOB.</summary>
    public string Binary { get; init; } = "BLOB";

    /// <summary>A whole column definition of a key that the database makes. Default: SQLite's.</summary>
    public string MadeKey { get; init; } = "INTEGER PRIMARY KEY";
}
