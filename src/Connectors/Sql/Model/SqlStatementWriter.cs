using System.Globalization;
using System.Text;

namespace Sutler.Connectors.Sql.Model;

/// <summary>
/// Writes the text of statements. Names come from the database's catalog and are quoted; values are parameters without exception (H/SQL-59).
/// A shape is a string of characters, each a number: short, hashable, and the same for the same columns.
/// </summary>
internal sealed class SqlStatementWriter(SqlObjectType type)
{
    private string Table => type.Dialect.Quote(type.Table.Name);

    private string Columns => string.Join(", ", type.Attributes.Select(attribute => attribute.Quoted));

    private string AnchorColumns => string.Join(", ", type.Anchor.Select(attribute => attribute.Quoted));

    public static string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");

    public SqlStatement Write(SqlVerb verb, string shape) => verb switch
    {
        SqlVerb.Insert => Insert(shape),
        SqlVerb.Update => Update(shape),
        SqlVerb.Delete => new($"DELETE FROM {Table} WHERE {AnchorIs(0)}", type.Anchor.Length),
        SqlVerb.FirstPage => new($"SELECT {Columns} FROM {Table} WHERE {HasAnchor} {Page}", 1),
        SqlVerb.NextPage => NextPage(),
        SqlVerb.ByAnchor => ByAnchor(shape[0]),
        SqlVerb.ByValue => ByValue(type.Attributes[shape[0]], shape[1]),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    // A row without a key is no object; as the last row of a page its null would also end the paging.
    private string HasAnchor => string.Join(" AND ", type.Anchor.Select(attribute => $"{attribute.Quoted} IS NOT NULL"));

    private string Page => $"ORDER BY {AnchorColumns} LIMIT @p0";

    private SqlStatement Insert(string shape)
    {
        if (shape.Length == 0)
            return new($"INSERT INTO {Table} DEFAULT VALUES RETURNING {Columns}", 0);

        var names = string.Join(", ", shape.Select(ordinal => type.Attributes[ordinal].Quoted));
        return new($"INSERT INTO {Table} ({names}) VALUES ({Parameters(0, shape.Length)}) RETURNING {Columns}", shape.Length);
    }

    private SqlStatement Update(string shape)
    {
        var set = string.Join(", ", shape.Select((ordinal, index) => $"{type.Attributes[ordinal].Quoted} = {Parameter(index)}"));
        return new($"UPDATE {Table} SET {set} WHERE {AnchorIs(shape.Length)} RETURNING {Columns}", shape.Length + type.Anchor.Length);
    }

    private SqlStatement NextPage()
    {
        var after = type.Anchor.Length == 1
            ? $"{AnchorColumns} > @p1"
            : $"({AnchorColumns}) > ({Parameters(1, type.Anchor.Length)})";
        return new($"SELECT {Columns} FROM {Table} WHERE {after} AND {HasAnchor} {Page}", 1 + type.Anchor.Length);
    }

    private SqlStatement ByAnchor(int count)
    {
        if (type.Anchor.Length == 1)
            return new($"SELECT {Columns} FROM {Table} WHERE {AnchorColumns} IN ({Parameters(0, count)})", count);

        var wanted = string.Join(" OR ", Enumerable.Range(0, count).Select(index => $"({AnchorIs(index * type.Anchor.Length)})"));
        return new($"SELECT {Columns} FROM {Table} WHERE {wanted}", count * type.Anchor.Length);
    }

    private SqlStatement ByValue(SqlAttribute attribute, int count)
    {
        var compared = attribute.Schema.CaseExact == (attribute.Column.Collation is not SqlCollation.IgnoreAsciiCase)
            ? attribute.Quoted
            : type.Dialect.WithCase(attribute.Quoted, attribute.Schema.CaseExact);
        return new($"SELECT {Columns} FROM {Table} WHERE {HasAnchor} AND {compared} IN ({Parameters(0, count)})", count);
    }

    private string AnchorIs(int first) =>
        string.Join(" AND ", type.Anchor.Select((attribute, index) => $"{attribute.Quoted} = {Parameter(first + index)}"));

    private static string Parameters(int first, int count)
    {
        var text = new StringBuilder();
        for (var index = first; index < first + count; index++)
            text.Append(index == first ? "" : ", ").Append(Parameter(index));
        return text.ToString();
    }
}
