using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;
using static Sutler.Connectors.Sql.Providers.CatalogQuery;

namespace Sutler.Connectors.Sql.MariaDb;

/// <summary>Reads what a MariaDB or MySQL database declares about a table.</summary>
internal sealed class MariaDbCatalog(DbConnection connection)
{
    private const string FindTable = """
        SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_SCHEMA = DATABASE() FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = COALESCE(@p0, DATABASE()) AND LOWER(TABLE_NAME) = LOWER(@p1) ORDER BY BINARY TABLE_NAME = BINARY @p1 DESC
        """;

    private const string FindColumns = """
        SELECT COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE = 'NO', COLUMN_DEFAULT IS NOT NULL OR EXTRA LIKE '%auto_increment%',
               EXTRA LIKE '%GENERATED%' AND EXTRA NOT LIKE 'DEFAULT_GENERATED%', COLLATION_NAME
        FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = @p0 AND TABLE_NAME = @p1 ORDER BY ORDINAL_POSITION
        """;

    private const string FindKeys = """
        SELECT INDEX_NAME, COLUMN_NAME, NON_UNIQUE = 0 AND SUB_PART IS NULL
        FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = @p0 AND TABLE_NAME = @p1 ORDER BY INDEX_NAME, SEQ_IN_INDEX
        """;

    private const string FindConstraints = """
        SELECT CONSTRAINT_NAME, COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE
        WHERE TABLE_SCHEMA = @p0 AND TABLE_NAME = @p1 AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY CONSTRAINT_NAME, ORDINAL_POSITION
        """;

    private const string FindTriggers =
        "SELECT 1 FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = @p0 AND EVENT_OBJECT_TABLE = @p1 AND ACTION_TIMING = 'AFTER'";

    private const string ListTables = """
        SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'VIEW') ORDER BY TABLE_NAME
        """;

    private const string ListKeys = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE
        WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION
        """;

    public SqlInventory Inventory() => new(
        Run(connection, ListTables, [], row => QualifiedName.Write(null, Text(row, 0))),
        SqlInventory.Keys(Run(connection, ListKeys, [], row => (QualifiedName.Write(null, Text(row, 0)), Text(row, 1), Text(row, 2), QualifiedName.Write(null, Text(row, 3)), Text(row, 4)))));

    public SqlTable? Read(string name)
    {
        var (schema, table) = QualifiedName.Parse(name);
        var found = Run(connection, FindTable, [schema, table], row => (Schema: Text(row, 0), Name: Text(row, 1), Kind: Text(row, 2), IsDefault: Flag(row, 3))).FirstOrDefault();
        if (found.Name is null)
            return null;

        object?[] place = [found.Schema, found.Name];
        var keys = Run(connection, FindKeys, place, row => (Index: Text(row, 0), Column: Text(row, 1), IsUnique: Flag(row, 2))).ToLookup(row => row.Index);
        string[] primary = [.. keys["PRIMARY"].Select(row => row.Column)];
        IReadOnlyList<string>[] unique = [.. keys.Where(key => key.All(row => row.IsUnique)).Select(key => key.Select(row => row.Column).ToArray())];
        var constraints = keys.ToDictionary(key => key.Key, key => (IReadOnlyList<string>)[.. key.Select(row => row.Column)]);
        foreach (var constraint in Run(connection, FindConstraints, place, row => (Name: Text(row, 0), Column: Text(row, 1))).GroupBy(row => row.Name))
            constraints.TryAdd(constraint.Key, [.. constraint.Select(row => row.Column)]);
        return new SqlTable
        {
            Name = found.Name,
            Schema = found.IsDefault ? null : found.Schema,
            IsView = found.Kind.Contains("VIEW", StringComparison.OrdinalIgnoreCase),
            HasTriggers = Run(connection, FindTriggers, place, _ => true).Count > 0,
            Columns = Run(connection, FindColumns, place, row => Column(row, primary, unique)),
            UniqueKeys = unique,
            Constraints = constraints,
        };
    }

    private static SqlColumn Column(DbDataReader row, string[] primary, IReadOnlyList<string>[] unique)
    {
        var name = Text(row, 0);
        var declared = Text(row, 1);
        return new SqlColumn
        {
            Name = name,
            DeclaredType = declared,
            Type = TypeOf(Text(row, 2), declared),
            NotNull = Flag(row, 3),
            HasDefault = Flag(row, 4),
            Generated = Flag(row, 5),
            KeyPlace = Array.IndexOf(primary, name) + 1,
            Unique = unique.Any(key => key.Count == 1 && key[0] == name),
            Collation = CollationOf(Text(row, 6)),
        };
    }

    private static SqlCollation CollationOf(string collation) =>
        collation.Contains("_ci", StringComparison.Ordinal) ? SqlCollation.IgnoreAsciiCase
        : collation.EndsWith("_bin", StringComparison.Ordinal) ? SqlCollation.IgnoreTrailingBlanks
        : SqlCollation.Exact;

    private static AttributeType TypeOf(string type, string declared) => type switch
    {
        "tinyint" when declared.StartsWith("tinyint(1)", StringComparison.Ordinal) => AttributeType.Boolean,
        "bit" when declared is "bit(1)" => AttributeType.Boolean,
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year" => AttributeType.Integer,
        "decimal" or "float" or "double" => AttributeType.Decimal,
        "datetime" or "timestamp" or "date" => AttributeType.DateTime,
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or "bit" => AttributeType.Binary,
        _ => AttributeType.String,
    };
}
