namespace Sutler.Odbc.Catalog;

/// <summary>A column as the driver describes it.</summary>
public sealed record OdbcColumnDescription
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>ODBC's number of its type.</summary>
    public short SqlType { get; init; }

    /// <summary>The product's name of its type.</summary>
    public required string TypeName { get; init; }

    /// <summary>Characters, bytes or digits; 0 when unknown.</summary>
    public long Size { get; init; }

    /// <summary>Whether it may be empty.</summary>
    public bool Nullable { get; init; }

    /// <summary>Its default as text; null for none.</summary>
    public string? Default { get; init; }
}
