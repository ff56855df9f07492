namespace Sutler.Odbc.Catalog;

/// <summary>A table or view.</summary>
/// <param name="Schema">Its schema; null where the product has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsView">Whether it is a view.</param>
public sealed record OdbcTableDescription(string? Schema, string Name, bool IsView);
