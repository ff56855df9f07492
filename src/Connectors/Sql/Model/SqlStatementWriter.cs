using System.Globalization;
using System.Text;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>
/// Writes the text of statements. Names come from the database's catalog and are quoted; values are parameters without exception (H/SQL-59).
/// A shape is a string of characters, each a number: short, hashable, and the same for the same columns.
/// </summary>
internal sealed class SqlStatementWriter(SqlObjectType type)
{
    private string Table => type.Target is { } target ? type.Dialect.QuoteTable(target) : throw new InvalidOperationException("The type has no table to write to.");

    private string From => type.Source.From ?? throw new InvalidOperationException("The type is read by calls only.");

    private string Columns => string.Join(", ", type.Attributes.Take(type.Readable).Select(attribute => attribute.Quoted));

    private string AnchorColumns => string.Join(", ", type.Anchor.Select(attribute => attribute.Quoted));

    public static string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");

    public SqlStatement Write(SqlVerb verb, string shape) => verb switch
    {
        SqlVerb.Insert => Insert(shape),
        SqlVerb.Update => Update(shape),
        SqlVerb.Delete => new($"DELETE FROM {Table} WHERE {AnchorIs(0)}{Filter}", type.Anchor.Length),
        SqlVerb.FirstPage => new($"SELECT {Columns} FROM {From} WHERE {HasAnchor} {Page}", 1),
        SqlVerb.NextPage => NextPage(),
        SqlVerb.ByAnchor => ByAnchor(shape[0]),
        SqlVerb.ByValue => ByValue(type.Attributes[shape[0]], shape[1]),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    // A row without a key is no object; as the last row of a page its null would also end the paging.
    private string HasAnchor => string.Join(" AND ", type.Anchor.Select(attribute => $"{attribute.Quoted} IS NOT NULL"));

    private string Page => $"ORDER BY {AnchorColumns} {type.Dialect.Limit(Parameter(0))}";

    private string Filter => string.Concat(type.Source.Filter.Select((pair, index) => $" AND {pair.Quoted} = {Parameter(SqlStatement.FirstConstant + index)}"));

    private string Returning(ChangeKind kind) => type.Returns(kind) ? $" RETURNING {Columns}" : "";

    private SqlStatement Insert(string shape)
    {
        if (shape.Length == 0)
            return new($"INSERT INTO {Table} {type.Dialect.InsertDefaults}{Returning(ChangeKind.Add)}", 0);

        var names = string.Join(", ", shape.Select(ordinal => type.Attributes[ordinal].Quoted));
        return new($"INSERT INTO {Table} ({names}) VALUES ({Parameters(0, shape.Length)}){Returning(ChangeKind.Add)}", shape.Length);
    }

    private SqlStatement Update(string shape)
    {
        var set = string.Join(", ", shape.Select((ordinal, index) => $"{type.Attributes[ordinal].Quoted} = {Parameter(index)}"));
        return new($"UPDATE {Table} SET {set} WHERE {AnchorIs(shape.Length)}{Filter}{Returning(ChangeKind.Update)}", shape.Length + type.Anchor.Length);
    }

    private SqlStatement NextPage() =>
        new($"SELECT {Columns} FROM {From} WHERE {AnchorCompared("", ">", 1)} AND {HasAnchor} {Page}", 1 + type.Anchor.Length);

    public string AnchorCompared(string prefix, string comparison, int first) => type.Anchor.Length == 1
        ? $"{prefix}{AnchorColumns} {comparison} {Parameter(first)}"
        : $"({string.Join(", ", type.Anchor.Select(attribute => prefix + attribute.Quoted))}) {comparison} ({Parameters(first, type.Anchor.Length)})";

    public string AnchorIn(string prefix, int count) => type.Anchor.Length == 1
        ? $"{prefix}{AnchorColumns} IN ({Parameters(0, count)})"
        : string.Join(" OR ", Enumerable.Range(0, count).Select(index => $"({AnchorIs(prefix, index * type.Anchor.Length)})"));

    private SqlStatement ByAnchor(int count) =>
        new($"SELECT {Columns} FROM {From} WHERE {AnchorIn("", count)}", count * type.Anchor.Length);

    private SqlStatement ByValue(SqlAttribute attribute, int count)
    {
        var isText = attribute.Column.Type is AttributeType.String;
        if (!isText || attribute.Schema.CaseExact == (attribute.Column.Collation is not SqlCollation.IgnoreAsciiCase))
            return new($"SELECT {Columns} FROM {From} WHERE {HasAnchor} AND {attribute.Quoted} IN ({Parameters(0, count)})", count);

        string Compared(string operand) => type.Dialect.WithCase(operand, attribute.Schema.CaseExact);
        var values = string.Join(", ", Enumerable.Range(0, count).Select(index => Compared(Parameter(index))));
        return new($"SELECT {Columns} FROM {From} WHERE {HasAnchor} AND {Compared(attribute.Quoted)} IN ({values})", count);
    }

    private string AnchorIs(int first) => AnchorIs("", first);

    private string AnchorIs(string prefix, int first) =>
        string.Join(" AND ", type.Anchor.Select((attribute, index) => $"{prefix}{attribute.Quoted} = {Parameter(first + index)}"));

    public static string Parameters(int first, int count)
    {
        var text = new StringBuilder();
        for (var index = first; index < first + count; index++)
            text.Append(index == first ? "" : ", ").Append(Parameter(index));
        return text.ToString();
    }
}
