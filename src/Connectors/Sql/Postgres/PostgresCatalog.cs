using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;
using static Sutler.Connectors.Sql.Providers.CatalogQuery;

namespace Sutler.Connectors.Sql.Postgres;

/// <summary>Reads what a PostgreSQL database declares about a table.</summary>
internal sealed class PostgresCatalog(DbConnection connection)
{
    private const string FindTable = """
        SELECT CAST(c.oid AS bigint), n.nspname, c.relname, CAST(c.relkind AS text), pg_table_is_visible(c.oid)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND lower(c.relname) = lower(CAST(@p0 AS text))
        ORDER BY c.relname = CAST(@p0 AS text) DESC, pg_table_is_visible(c.oid) DESC
        """;

    // What a domain stands for is its base type; a nondeterministic collation is how PostgreSQL leaves case out of account.
    private const string FindColumns = """
        SELECT a.attname, format_type(t.oid, CASE WHEN d.typtype = 'd' THEN d.typtypmod ELSE a.atttypmod END), t.typname, a.attnotnull OR d.typnotnull,
               a.atthasdef OR a.attidentity <> '' OR d.typdefault IS NOT NULL, a.attgenerated <> '' OR a.attidentity = 'a', COALESCE(NOT l.collisdeterministic, false)
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_type d ON d.oid = a.atttypid
        JOIN pg_catalog.pg_type t ON t.oid = CASE WHEN d.typtype = 'd' THEN d.typbasetype ELSE d.oid END
        LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
        WHERE a.attrelid = CAST(CAST(@p0 AS bigint) AS oid) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """;

    private const string FindKeys = """
        SELECT x.relname, i.indisprimary, a.attname
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        CROSS JOIN LATERAL unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY AS k(number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE i.indrelid = CAST(CAST(@p0 AS bigint) AS oid) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
        ORDER BY x.relname, k.place
        """;

    private const string FindConstraints = """
        SELECT c.conname, a.attname
        FROM pg_catalog.pg_constraint c
        CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
        WHERE c.conrelid = CAST(CAST(@p0 AS bigint) AS oid) ORDER BY c.conname, k.place
        """;

    // Only a trigger that fires after the row is written changes what RETURNING has told.
    private const string FindTriggers = """
        SELECT 1 FROM pg_catalog.pg_trigger
        WHERE tgrelid = CAST(CAST(@p0 AS bigint) AS oid) AND NOT tgisinternal AND tgenabled <> 'D' AND (CAST(tgtype AS int) & 66) = 0
        """;

    // A partition is a part of its table; what an extension brought along is not the administrator's.
    private const string ListTables = """
        SELECT n.nspname, c.relname, pg_table_is_visible(c.oid)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
          AND has_schema_privilege(n.oid, 'USAGE') AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
          AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = CAST('pg_class' AS regclass) AND d.objid = c.oid AND d.deptype = 'e')
        ORDER BY NOT pg_table_is_visible(c.oid), n.nspname, c.relname
        """;

    private const string ListKeys = """
        SELECT n.nspname, t.relname, pg_table_is_visible(t.oid), c.conname, a.attname, rn.nspname, r.relname, pg_table_is_visible(r.oid), ra.attname
        FROM pg_catalog.pg_constraint c
        JOIN pg_catalog.pg_class t ON t.oid = c.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_catalog.pg_class r ON r.oid = c.confrelid JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
        JOIN pg_catalog.pg_attribute ra ON ra.attrelid = c.confrelid AND ra.attnum = k.other
        WHERE c.contype = 'f' AND c.conparentid = 0 ORDER BY n.nspname, t.relname, c.conname, k.place
        """;

    public SqlInventory Inventory() => new(
        Run(connection, ListTables, [], row => Name(row, 0)),
        SqlInventory.Keys(Run(connection, ListKeys, [], row => (Name(row, 0), Text(row, 3), Text(row, 4), Name(row, 5), Text(row, 8)))));

    private static string Name(DbDataReader row, int first) => QualifiedName.Write(Flag(row, first + 2) ? null : Text(row, first), Text(row, first + 1));

    public SqlTable? Read(string name)
    {
        var (schema, table) = QualifiedName.Parse(name);
        var found = Run(connection, FindTable, [table], row => (Id: Number(row, 0), Schema: Text(row, 1), Name: Text(row, 2), Kind: Text(row, 3), Visible: Flag(row, 4)))
            .FirstOrDefault(row => schema is null ? row.Visible : string.Equals(row.Schema, schema, StringComparison.OrdinalIgnoreCase));
        if (found.Name is null)
            return null;

        var keys = Run(connection, FindKeys, [found.Id], row => (Index: Text(row, 0), IsPrimary: Flag(row, 1), Column: Text(row, 2))).ToLookup(row => row.Index);
        string[] primary = [.. keys.Where(key => key.First().IsPrimary).SelectMany(key => key.Select(row => row.Column))];
        IReadOnlyList<string>[] unique = [.. keys.Select(key => key.Select(row => row.Column).ToArray())];
        var constraints = Run(connection, FindConstraints, [found.Id], row => (Name: Text(row, 0), Column: Text(row, 1)))
            .Concat(keys.SelectMany(key => key.Select(row => (Name: row.Index, row.Column))))
            .Distinct()
            .ToLookup(row => row.Name, row => row.Column);
        return new SqlTable
        {
            Name = found.Name,
            Schema = found.Visible ? null : found.Schema,
            IsView = found.Kind is "v" or "m",
            HasTriggers = Run(connection, FindTriggers, [found.Id], _ => true).Count > 0,
            Columns = Run(connection, FindColumns, [found.Id], row => Column(row, primary, unique)),
            UniqueKeys = unique,
            Constraints = constraints.ToDictionary(constraint => constraint.Key, constraint => (IReadOnlyList<string>)[.. constraint]),
        };
    }

    private static SqlColumn Column(DbDataReader row, string[] primary, IReadOnlyList<string>[] unique)
    {
        var name = Text(row, 0);
        var type = Text(row, 2);
        return new SqlColumn
        {
            Name = name,
            DeclaredType = Text(row, 1),
            Type = TypeOf(type),
            NotNull = Flag(row, 3),
            HasDefault = Flag(row, 4),
            Generated = Flag(row, 5),
            KeyPlace = Array.IndexOf(primary, name) + 1,
            Unique = unique.Any(key => key.Count == 1 && key[0] == name),
            Collation = type is "citext" || Flag(row, 6) ? SqlCollation.IgnoreAsciiCase : type is "bpchar" ? SqlCollation.IgnoreTrailingBlanks : SqlCollation.Exact,
        };
    }

    private static AttributeType TypeOf(string type) => type switch
    {
        "bool" => AttributeType.Boolean,
        "int2" or "int4" or "int8" or "oid" => AttributeType.Integer,
        "numeric" or "float4" or "float8" => AttributeType.Decimal,
        "timestamp" or "timestamptz" or "date" => AttributeType.DateTime,
        "bytea" => AttributeType.Binary,
        _ => AttributeType.String,
    };
}
