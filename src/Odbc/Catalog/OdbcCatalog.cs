using Sutler.Odbc.Native;

namespace Sutler.Odbc.Catalog;

/// <summary>What the database declares, by the catalog functions that every driver has. Names are compared as the database stores them.</summary>
public sealed class OdbcCatalog
{
    private readonly OdbcConnection _connection;

    internal OdbcCatalog(OdbcConnection connection) => _connection = connection;

    /// <summary>What quotes a name in this product; empty when it has nothing of the kind.</summary>
    public string QuoteCharacter => _connection.Tell(OdbcCode.QuoteCharacter).Trim();

    /// <summary>Tables and views, all or those of a name.</summary>
    public IReadOnlyList<OdbcTableDescription> Tables(string? schema = null, string? table = null)
    {
        using var result = new CatalogResult(_connection, statement =>
            OdbcApi.SQLTablesW(statement, null, 0, schema, Length(schema), Pattern(table), Length(Pattern(table)), "TABLE,VIEW", OdbcCode.NullTerminated));
        return result.Rows(row => new OdbcTableDescription(row.Text(1), row.Text(2) ?? "", row.Text(3)?.Contains("VIEW", StringComparison.OrdinalIgnoreCase) is true));
    }

    /// <summary>Columns of a table, in order.</summary>
    public IReadOnlyList<OdbcColumnDescription> Columns(string? schema, string table)
    {
        using var result = new CatalogResult(_connection, statement =>
            OdbcApi.SQLColumnsW(statement, null, 0, schema, Length(schema), Pattern(table), Length(Pattern(table)), null, 0));
        return [.. result.Rows(row => (Table: row.Text(2), Column: new OdbcColumnDescription
        {
            Name = row.Text(3) ?? "",
            SqlType = (short)row.Number(4),
            TypeName = row.Text(5) ?? "",
            Size = row.Number(6),
            Nullable = row.Number(10) != 0,
            Default = row.Text(12),
        })).Where(found => found.Table is null || string.Equals(found.Table, table, StringComparison.OrdinalIgnoreCase)).Select(found => found.Column)];
    }

    /// <summary>Columns of the primary key, in its order; empty when there is none.</summary>
    public IReadOnlyList<string> PrimaryKey(string? schema, string table)
    {
        using var result = new CatalogResult(_connection, statement => OdbcApi.SQLPrimaryKeysW(statement, null, 0, schema, Length(schema), table, Length(table)));
        return [.. result.Rows(row => (Name: row.Text(3) ?? "", Place: row.Number(4))).OrderBy(found => found.Place).Select(found => found.Name)];
    }

    /// <summary>Foreign keys of a table, one row a column, in order.</summary>
    public IReadOnlyList<OdbcForeignKeyDescription> ForeignKeys(string? schema, string table)
    {
        using var result = new CatalogResult(_connection, statement =>
            OdbcApi.SQLForeignKeysW(statement, null, 0, null, 0, null, 0, null, 0, schema, Length(schema), table, Length(table)));
        return [.. result.Rows(row => (Place: row.Number(8), Key: new OdbcForeignKeyDescription
        {
            ReferencedSchema = row.Text(1),
            ReferencedTable = row.Text(2) ?? "",
            ReferencedColumn = row.Text(3) ?? "",
            Schema = row.Text(5),
            Table = row.Text(6) ?? "",
            Column = row.Text(7) ?? "",
            Name = row.Text(11) ?? row.Text(2) ?? "",
        })).OrderBy(found => found.Key.Name, StringComparer.Ordinal).ThenBy(found => found.Place).Select(found => found.Key)];
    }

    /// <summary>Unique indexes, each as its columns in order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueIndexes(string? schema, string table)
    {
        const ushort Unique = 0;
        using var result = new CatalogResult(_connection, statement => OdbcApi.SQLStatisticsW(statement, null, 0, schema, Length(schema), table, Length(table), Unique, 0));
        var rows = result.Rows(row => (Index: row.Text(5), Place: row.Number(7), Column: row.Text(8), Filter: row.Text(12)));
        return [.. rows.Where(row => row.Index is not null)
            .GroupBy(row => row.Index)
            .Where(index => index.All(row => row.Column is not null && row.Filter is null or ""))
            .Select(index => (IReadOnlyList<string>)[.. index.OrderBy(row => row.Place).Select(row => row.Column!)])];
    }

    private static short Length(string? text) => text is null ? (short)0 : OdbcCode.NullTerminated;

    // The name is a pattern to these functions; the escape differs by driver, so that a wildcard stays and what it finds too much is left out after.
    private static string? Pattern(string? table) => table;
}
