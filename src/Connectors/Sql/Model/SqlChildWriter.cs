namespace Sutler.Connectors.Sql.Model;

/// <summary>Writes the text of statements on a child table. Parent and child may share column names: each is qualified.</summary>
internal sealed class SqlChildWriter(SqlObjectType parent, SqlChild child)
{
    private string Table => parent.Dialect.QuoteTable(child.Table);

    // A query has an alias already, which is put off.
    private string Parent => parent.Source.IsTable ? $"{parent.Source.From} AS p" : parent.Source.From![..parent.Source.From!.LastIndexOf(" AS ", StringComparison.Ordinal)] + " AS p";

    private string OwnColumns => string.Join(", ", child.Columns.Select(column => $"c.{column.Quoted}"));

    private string ParentAnchor => string.Join(", ", parent.Anchor.Select(attribute => $"p.{attribute.Quoted}"));

    public SqlStatement Write(SqlChildVerb verb, string shape) => verb switch
    {
        SqlChildVerb.FirstRange => Range(UpTo(0), parent.Anchor.Length),
        SqlChildVerb.NextRange => Range($"{After(0)} AND {UpTo(parent.Anchor.Length)}", 2 * parent.Anchor.Length),
        SqlChildVerb.ByParent => Range(parent.AnchorIn("p.", shape[0]), shape[0] * parent.Anchor.Length),
        SqlChildVerb.Rows => new($"SELECT {OwnColumns} FROM {Table} AS c WHERE {LinksAre("c.", 0)}{OrderBy("")}", child.Links.Length),
        SqlChildVerb.RowsLike => RowsLike(shape),
        SqlChildVerb.Insert => Insert(shape),
        SqlChildVerb.Update => Update(shape[0], shape[1..]),
        SqlChildVerb.Delete => Delete(shape),
        SqlChildVerb.Link => Link(shape),
        SqlChildVerb.Move => new($"UPDATE {Table} SET {Set(child.Links.Select(link => link.Child), 0)} WHERE {LinksAre("", child.Links.Length)}", 2 * child.Links.Length),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    // One statement a page and table, whatever the number of parents: by the parent's own key, so that its own comparison decides.
    private SqlStatement Range(string where, int parameters)
    {
        var on = string.Join(" AND ", child.Links.Select(link => $"c.{link.Child.Quoted} = p.{link.Parent.Quoted}"));
        return new($"SELECT {ParentAnchor}, {OwnColumns} FROM {Parent} JOIN {Table} AS c ON {on} WHERE {where}{OrderBy(ParentAnchor)}", parameters);
    }

    private SqlStatement RowsLike(string shape)
    {
        var (where, next) = Where("c.", shape, child.Links.Length);
        return new($"SELECT {OwnColumns} FROM {Table} AS c WHERE {LinksAre("c.", 0)}{where}{OrderBy("")}", next);
    }

    private SqlStatement Insert(string shape)
    {
        var columns = child.Links.Select(link => link.Child.Quoted).Concat(shape.Select(place => child.Columns[place].Quoted));
        var count = child.Links.Length + shape.Length;
        return new($"INSERT INTO {Table} ({string.Join(", ", columns)}) VALUES ({SqlStatementWriter.Parameters(0, count)})", count);
    }

    private SqlStatement Update(int count, string shape)
    {
        var (where, next) = Where("", shape[count..], count + child.Links.Length);
        return new($"UPDATE {Table} SET {Set(shape[..count].Select(place => child.Columns[place]), 0)} WHERE {LinksAre("", count)}{where}", next);
    }

    private SqlStatement Delete(string shape)
    {
        var (where, next) = Where("", shape, child.Links.Length);
        return child.Write is Settings.SqlChildWrite.Link
            ? new($"UPDATE {Table} SET {string.Join(", ", child.Links.Select(link => $"{link.Child.Quoted} = NULL"))} WHERE {LinksAre("", 0)}{where}", next)
            : new($"DELETE FROM {Table} WHERE {LinksAre("", 0)}{where}", next);
    }

    private SqlStatement Link(string shape)
    {
        var (where, next) = Where("", shape, child.Links.Length);
        return new($"UPDATE {Table} SET {Set(child.Links.Select(link => link.Child), 0)} WHERE {where[" AND ".Length..]}", next);
    }

    private (string Text, int Next) Where(string prefix, string shape, int next)
    {
        var text = new System.Text.StringBuilder();
        for (var index = 0; index < shape.Length; index += 2)
        {
            var column = prefix + child.Columns[shape[index]].Quoted;
            text.Append(" AND ").Append(shape[index + 1] == 1 ? $"{column} IS NULL" : $"{column} = {SqlStatementWriter.Parameter(next++)}");
        }

        return (text.ToString(), next);
    }

    private string OrderBy(string first)
    {
        var columns = (first.Length > 0 ? [first] : Array.Empty<string>()).Concat(child.Order.Select(column => $"c.{column}"));
        return string.Join(", ", columns) is { Length: > 0 } order ? $" ORDER BY {order}" : "";
    }

    private string LinksAre(string prefix, int first) =>
        string.Join(" AND ", child.Links.Select((link, index) => $"{prefix}{link.Child.Quoted} = {SqlStatementWriter.Parameter(first + index)}"));

    private static string Set(IEnumerable<SqlAttribute> columns, int first) =>
        string.Join(", ", columns.Select((column, index) => $"{column.Quoted} = {SqlStatementWriter.Parameter(first + index)}"));

    private string After(int first) => parent.AnchorCompared("p.", ">", first);

    private string UpTo(int first) => parent.AnchorCompared("p.", "<=", first);
}
