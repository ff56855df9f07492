using System.Data.Common;
using System.Text.RegularExpressions;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Sqlite;
using static Sutler.Connectors.Sql.Providers.CatalogQuery;

namespace Sutler.Connectors.Sql.Odbc;

/// <summary>Reads what a SQLite database declares about a table, through a driver that shows SQL only.</summary>
internal sealed partial class SqliteOdbcCatalog(DbConnection connection)
{
    public SqlTable? Read(string name)
    {
        var found = Run(
            connection,
            "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name = @p0 COLLATE NOCASE",
            [name],
            row => (Name: Text(row, 0), Kind: Text(row, 1), Sql: Text(row, 2))).FirstOrDefault();
        if (found.Name is null)
            return null;

        var collations = Collations(found.Name, found.Sql);
        var columns = Run(
            connection,
            "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo(@p0)",
            [found.Name],
            row => (Column: Column(row, collations), Hidden: Number(row, 5))).Where(row => row.Hidden is 0 or 2 or 3).Select(row => row.Column).ToList();
        var keys = UniqueKeys(found.Name, collations);
        var key = columns.Where(column => column.KeyPlace > 0).ToList();
        var isRowId = key.Count == 1 && key[0].DeclaredType.Equals("INTEGER", StringComparison.OrdinalIgnoreCase) && !keys.Any(unique => unique.SequenceEqual([key[0].Name]));
        if (isRowId)
            keys.Add([key[0].Name]);
        return new SqlTable
        {
            Name = found.Name,
            IsView = found.Kind == "view",
            HasTriggers = Run(connection, "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = @p0 COLLATE NOCASE", [found.Name], _ => true).Count > 0,
            Columns = [.. columns.Select(column => column with
            {
                HasDefault = column.HasDefault || (isRowId && column.KeyPlace > 0),
                Unique = keys.Any(unique => unique.Count == 1 && string.Equals(unique[0], column.Name, StringComparison.OrdinalIgnoreCase)),
            })],
            UniqueKeys = keys,
        };
    }

    private static SqlColumn Column(DbDataReader row, Dictionary<string, SqlCollation> collations) => new()
    {
        Name = Text(row, 0),
        DeclaredType = Text(row, 1),
        Type = SqliteCatalog.TypeOf(Text(row, 1)),
        NotNull = Flag(row, 2),
        HasDefault = Flag(row, 3),
        Generated = Number(row, 5) is 2 or 3,
        KeyPlace = (int)Number(row, 4),
        Collation = collations.GetValueOrDefault(Text(row, 0)),
    };

    private List<IReadOnlyList<string>> UniqueKeys(string table, Dictionary<string, SqlCollation> collations)
    {
        List<IReadOnlyList<string>> keys = [];
        foreach (var index in Run(connection, "SELECT name FROM pragma_index_list(@p0) WHERE \"unique\" = 1 AND partial = 0", [table], row => Text(row, 0)))
        {
            var parts = Run(
                connection,
                "SELECT name, coll FROM pragma_index_xinfo(@p0) WHERE key = 1 ORDER BY seqno",
                [index],
                row => (Column: Text(row, 0), Collation: SqliteCatalog.Named(Text(row, 1))));
            if (parts.All(part => part.Column.Length > 0 && collations.GetValueOrDefault(part.Column) == part.Collation))
                keys.Add([.. parts.Select(part => part.Column)]);
        }

        return keys;
    }

    // A column's own collation stands nowhere but in the text that made the table.
    private static Dictionary<string, SqlCollation> Collations(string table, string sql)
    {
        Dictionary<string, SqlCollation> collations = new(StringComparer.OrdinalIgnoreCase);
        var start = sql.IndexOf('(', StringComparison.Ordinal);
        if (start < 0 || table.Length == 0)
            return collations;
        foreach (var declaration in Declarations(sql[(start + 1)..]))
        {
            var match = Declaration().Match(declaration);
            if (match.Success)
                collations[match.Groups["name"].Value] = SqliteCatalog.Named(match.Groups["collation"].Value);
        }

        return collations;
    }

    private static IEnumerable<string> Declarations(string body)
    {
        var (depth, from) = (0, 0);
        for (var position = 0; position < body.Length; position++)
        {
            if (body[position] is '(')
                depth++;
            else if (body[position] is ')' && depth-- == 0)
            {
                yield return body[from..position];
                yield break;
            }
            else if (body[position] is ',' && depth == 0)
            {
                yield return body[from..position];
                from = position + 1;
            }
        }
    }

    [GeneratedRegex("^\\s*[\"`\\[]?(?<name>[^\"`\\]\\s]+)[\"`\\]]?\\s.*\\bCOLLATE\\s+[\"`\\[]?(?<collation>\\w+)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();
}
