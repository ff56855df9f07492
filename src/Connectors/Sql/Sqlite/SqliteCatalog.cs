using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;

namespace Sutler.Connectors.Sql.Sqlite;

/// <summary>Reads what a SQLite database declares about a table. Works from 3.35 on: later pragmas are not used.</summary>
internal sealed class SqliteCatalog(SqliteConnection connection)
{
    private const int Virtual = 2;
    private const int Stored = 3;

    private const string ListTables = @"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name";

    private const string ListKeys = """
        SELECT m.name, f.id, f."from", f."table", f."to" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq
        """;

    /// <summary>Lists tables, views and foreign keys, whatever the driver.</summary>
    public static SqlInventory Inventory(DbConnection connection) => new(
        CatalogQuery.Run(connection, ListTables, [], row => CatalogQuery.Text(row, 0)),
        SqlInventory.Keys(CatalogQuery.Run(connection, ListKeys, [], row => (CatalogQuery.Text(row, 0), CatalogQuery.Text(row, 1), CatalogQuery.Text(row, 2), CatalogQuery.Text(row, 3), CatalogQuery.Text(row, 4)))));

    public SqlTable? Read(string name)
    {
        var found = Rows(
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name = @name COLLATE NOCASE",
            name,
            row => (Name: row.GetString(0), IsView: row.GetString(1) == "view"));
        if (found.Count == 0)
            return null;

        var (table, isView) = found[0];
        var collations = new Dictionary<string, SqlCollation>(StringComparer.OrdinalIgnoreCase);
        var columns = Rows(
            """SELECT name, type, "notnull", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo(@name)""",
            table,
            row => Column(row, table));
        columns.RemoveAll(column => column is null);
        foreach (var column in columns)
            collations[column!.Name] = column.Collation;

        var rowIdKey = RowIdKey(columns!, table);
        var keys = UniqueKeys(table, collations);
        if (rowIdKey is not null)
            keys.Add([rowIdKey]);
        return new SqlTable
        {
            Name = table,
            IsView = isView,
            IsUpdatableView = isView && Rows("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = @name COLLATE NOCASE", table, _ => true).Count > 0,
            HasTriggers = Rows("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = @name COLLATE NOCASE", table, _ => true).Count > 0,
            Columns = [.. columns.Select(column => Complete(column!, rowIdKey, keys))],
            UniqueKeys = keys,
        };
    }

    private static SqlColumn Complete(SqlColumn column, string? rowIdKey, List<IReadOnlyList<string>> keys) => column with
    {
        HasDefault = column.HasDefault || column.Name == rowIdKey,
        Unique = keys.Any(key => key.Count == 1 && string.Equals(key[0], column.Name, StringComparison.OrdinalIgnoreCase)),
    };

    private SqlColumn? Column(SqliteDataReader row, string table)
    {
        var hidden = row.GetInt32(5);
        if (hidden is not (0 or Virtual or Stored))
            return null;

        var name = row.GetString(0);
        var declared = row.GetString(1);
        return new SqlColumn
        {
            Name = name,
            DeclaredType = declared,
            Type = TypeOf(declared),
            NotNull = row.GetBoolean(2),
            HasDefault = row.GetBoolean(3),
            Generated = hidden is Virtual or Stored,
            KeyPlace = row.GetInt32(4),
            Collation = CollationOf(table, name),
        };
    }

    // "INTEGER PRIMARY KEY" alone is another name of the row id, which the database hands out; it has no index of its own.
    private string? RowIdKey(List<SqlColumn> columns, string table)
    {
        var key = columns.Where(column => column.KeyPlace > 0).ToList();
        if (key.Count != 1 || !string.Equals(key[0].DeclaredType, "INTEGER", StringComparison.OrdinalIgnoreCase))
            return null;
        return Rows("SELECT 1 FROM pragma_index_list(@name) WHERE origin = 'pk'", table, _ => true).Count == 0 ? key[0].Name : null;
    }

    // An index that compares by another collation than its column says nothing about what a comparison with the column finds.
    private List<IReadOnlyList<string>> UniqueKeys(string table, Dictionary<string, SqlCollation> collations)
    {
        List<IReadOnlyList<string>> keys = [];
        foreach (var index in Rows("""SELECT name FROM pragma_index_list(@name) WHERE "unique" = 1 AND partial = 0""", table, row => row.GetString(0)))
        {
            var parts = Rows(
                "SELECT name, coll FROM pragma_index_xinfo(@name) WHERE key = 1 ORDER BY seqno",
                index,
                row => (Column: row.IsDBNull(0) ? null : row.GetString(0), Collation: Named(row.IsDBNull(1) ? null : row.GetString(1))));
            if (parts.All(part => part.Column is not null && collations[part.Column] == part.Collation))
                keys.Add([.. parts.Select(part => part.Column!)]);
        }

        return keys;
    }

    private SqlCollation CollationOf(string table, string column)
    {
        var result = raw.sqlite3_table_column_metadata(connection.Handle, "main", table, column, out _, out var collation, out _, out _, out _);
        return result == raw.SQLITE_OK ? Named(collation) : SqlCollation.Exact;
    }

    public static SqlCollation Named(string? collation) => collation?.ToUpperInvariant() switch
    {
        "NOCASE" => SqlCollation.IgnoreAsciiCase,
        "RTRIM" => SqlCollation.IgnoreTrailingBlanks,
        _ => SqlCollation.Exact,
    };

    public static AttributeType TypeOf(string declared)
    {
        var type = declared.ToUpperInvariant();
        if (Has("BOOL") || type is "BIT")
            return AttributeType.Boolean;
        if (Has("INT"))
            return AttributeType.Integer;
        if (Has("DATETIME") || Has("TIMESTAMP"))
            return AttributeType.DateTime;
        if (Has("BLOB") || Has("BINARY") || type is "IMAGE")
            return AttributeType.Binary;
        return Has("REAL") || Has("FLOA") || Has("DOUB") || Has("DEC") || Has("NUMERIC") || Has("MONEY") ? AttributeType.Decimal : AttributeType.String;

        bool Has(string word) => type.Contains(word, StringComparison.Ordinal);
    }

    private List<T> Rows<T>(string text, string name, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("@name", name);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
