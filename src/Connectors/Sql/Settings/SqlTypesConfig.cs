namespace Sutler.Connectors.Sql.Settings;

/// <summary>Where the names of object types come from: a column that tells the rows of a table apart, and a query for its values.</summary>
/// <param name="Column">Column that holds the type.</param>
/// <param name="Query">Query for the names; null takes the values that there are.</param>
internal sealed record SqlTypesConfig(string Column, string? Query);
