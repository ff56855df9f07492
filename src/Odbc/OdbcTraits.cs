namespace Sutler.Odbc;

/// <summary>In what the products behind the drivers differ, as far as values and text are concerned.</summary>
internal sealed record OdbcTraits
{
    /// <summary>A backslash escapes the next character of a text literal.</summary>
    public bool BackslashEscapes { get; init; }

    /// <summary>Text may stand between dollar signs.</summary>
    public bool DollarQuotes { get; init; }

    /// <summary>Any column may hold any type of value, so that a column's type promises nothing: values are read as text.</summary>
    public bool ReadsAsText { get; init; }

    /// <summary>There is a type for unique identifiers, that takes no text parameter.</summary>
    public bool HasGuid { get; init; }

    /// <summary>
    /// Values of text cross the boundary in UTF-8: MariaDB's driver (3.1) takes Ø, Ù, Ú and Û in UTF-16 for halves of a pair, and cuts the text
    /// or fails.
    /// </summary>
    public bool HasUtf8Text { get; init; }

    public static OdbcTraits Of(string product)
    {
        if (product.Contains("PostgreSQL", StringComparison.OrdinalIgnoreCase))
            return new() { DollarQuotes = true, HasGuid = true };
        if (product.Contains("MySQL", StringComparison.OrdinalIgnoreCase) || product.Contains("MariaDB", StringComparison.OrdinalIgnoreCase))
            return new() { BackslashEscapes = true, HasUtf8Text = true };
        return product.Contains("SQLite", StringComparison.OrdinalIgnoreCase)
            ? new() { ReadsAsText = true }
            : new() { HasGuid = product.Contains("SQL Server", StringComparison.OrdinalIgnoreCase) };
    }
}
