using System.Data;
using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Odbc;
using Sutler.Odbc.Catalog;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>
/// Reads a table of a product that we have no catalog queries for: through the driver manager's catalog functions, or, with another provider,
/// from what it says about an empty result of the table.
/// </summary>
internal static class GenericCatalog
{
    private const short Bit = -7;

    public static SqlTable? Read(DbConnection connection, ISqlFlavor flavor, string name)
    {
        var (schema, table) = QualifiedName.Parse(name);
        return connection is OdbcConnection odbc ? FromDriverManager(odbc.Catalog, schema, table) : FromResult(connection, flavor, schema, table);
    }

    /// <summary>Tables and views; foreign keys where the driver manager tells them.</summary>
    public static SqlInventory Inventory(DbConnection connection)
    {
        if (connection is OdbcConnection odbc)
        {
            var tables = odbc.Catalog.Tables();
            return new SqlInventory(
                [.. tables.Where(table => !IsSystem(table.Schema)).Select(table => QualifiedName.Write(table.Schema, table.Name))],
                SqlInventory.Keys(tables.Where(table => !table.IsView && !IsSystem(table.Schema)).SelectMany(table => odbc.Catalog.ForeignKeys(table.Schema, table.Name))
                    .Select(key => (QualifiedName.Write(key.Schema, key.Table), key.Name, key.Column, QualifiedName.Write(key.ReferencedSchema, key.ReferencedTable), key.ReferencedColumn))));
        }

        using var listed = connection.GetSchema("Tables");
        return new SqlInventory([.. listed.Rows.Cast<DataRow>().Select(row => QualifiedName.Write(Cell(row, "TABLE_SCHEMA"), Cell(row, "TABLE_NAME") ?? "")).Where(name => name.Length > 0)], []);
    }

    private static bool IsSystem(string? schema) => schema?.ToUpperInvariant() is "SYS" or "INFORMATION_SCHEMA" or "SYSTEM" or "SYSIBM" or "SYSCAT" or "PG_CATALOG";

    private static string? Cell(DataRow row, string column) => row.Table.Columns.Contains(column) && row[column] is string { Length: > 0 } text ? text : null;

    private static SqlTable? FromDriverManager(OdbcCatalog catalog, string? schema, string table)
    {
        if (catalog.Tables(schema).FirstOrDefault(candidate => string.Equals(candidate.Name, table, StringComparison.OrdinalIgnoreCase)) is not { } found)
            return null;
        var primary = catalog.PrimaryKey(schema, found.Name).ToList();
        List<IReadOnlyList<string>> unique = [.. catalog.UniqueIndexes(schema, found.Name)];
        if (primary.Count > 0)
            unique.Add(primary);
        return new SqlTable
        {
            Name = found.Name,
            Schema = schema,
            IsView = found.IsView,
            Columns = [.. catalog.Columns(schema, found.Name).Select(column => new SqlColumn
            {
                Name = column.Name,
                DeclaredType = column.TypeName,
                Type = column.SqlType is Bit ? AttributeType.Boolean : TypeOf(column.TypeName.ToUpperInvariant()),
                NotNull = !column.Nullable,
                HasDefault = column.Default is { Length: > 0 } given && !given.Equals("NULL", StringComparison.OrdinalIgnoreCase),
                KeyPlace = primary.IndexOf(column.Name) + 1,
                Unique = unique.Any(key => key.Count == 1 && key[0] == column.Name),
            })],
            UniqueKeys = unique,
        };
    }

    private static SqlTable? FromResult(DbConnection connection, ISqlFlavor flavor, string? schema, string table)
    {
        using var command = connection.CreateCommand();
        var quoted = schema is null ? flavor.Quote(table) : $"{flavor.Quote(schema)}.{flavor.Quote(table)}";
#pragma warning disable CA2100 // A quoted name of the settings, which the administrator writes.
        command.CommandText = $"SELECT * FROM {quoted} WHERE 1 = 0";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader(CommandBehavior.SchemaOnly | CommandBehavior.KeyInfo);
        if (reader.GetSchemaTable() is not { } described)
            return null;
        var rows = described.Rows.Cast<DataRow>().ToList();
        List<string> primary = [.. rows.Where(row => Flag(row, SchemaTableColumn.IsKey)).Select(Name)];
        List<IReadOnlyList<string>> unique = [.. rows.Where(row => Flag(row, SchemaTableColumn.IsUnique)).Select(row => (IReadOnlyList<string>)[Name(row)])];
        if (primary.Count > 0)
            unique.Add(primary);
        return new SqlTable
        {
            Name = table,
            Schema = schema,
            Columns = [.. rows.Select(row => new SqlColumn
            {
                Name = Name(row),
                DeclaredType = ((Type)row[SchemaTableColumn.DataType]).Name,
                Type = TypeOf((Type)row[SchemaTableColumn.DataType]),
                NotNull = !Flag(row, SchemaTableColumn.AllowDBNull),
                HasDefault = Flag(row, SchemaTableOptionalColumn.IsAutoIncrement),
                Generated = Flag(row, SchemaTableOptionalColumn.IsReadOnly),
                KeyPlace = primary.IndexOf(Name(row)) + 1,
                Unique = Flag(row, SchemaTableColumn.IsUnique),
            })],
            UniqueKeys = unique,
        };
    }

    private static string Name(DataRow row) => (string)row[SchemaTableColumn.ColumnName];

    private static bool Flag(DataRow row, string column) => row.Table.Columns.Contains(column) && row[column] is true;

    private static AttributeType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => AttributeType.Boolean,
        TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 => AttributeType.Integer,
        TypeCode.Decimal or TypeCode.Double or TypeCode.Single or TypeCode.UInt64 => AttributeType.Decimal,
        TypeCode.DateTime => AttributeType.DateTime,
        _ => type == typeof(byte[]) ? AttributeType.Binary : type == typeof(DateTimeOffset) || type == typeof(DateOnly) ? AttributeType.DateTime : AttributeType.String,
    };

    private static AttributeType TypeOf(string type)
    {
        if (Has("BOOL"))
            return AttributeType.Boolean;
        if (Has("INT") && !Has("INTERVAL") && !Has("POINT"))
            return AttributeType.Integer;
        if (Has("DATE") || (Has("TIMESTAMP") && !Has("ROWVERSION")))
            return AttributeType.DateTime;
        if (Has("BINARY") || Has("BLOB") || Has("RAW") || Has("BYTEA") || Has("IMAGE"))
            return AttributeType.Binary;
        return Has("DEC") || Has("NUM") || Has("REAL") || Has("FLOAT") || Has("DOUBLE") || Has("MONEY") ? AttributeType.Decimal : AttributeType.String;

        bool Has(string word) => type.Contains(word, StringComparison.Ordinal);
    }
}
