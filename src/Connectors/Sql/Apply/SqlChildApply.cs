using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>
/// Makes what happens to the values of one object in one child table. Single values that leave or join touch only their own rows; a whole
/// new list is compared with what is there, and only the difference is written.
/// </summary>
internal sealed class SqlChildApply(SqlSession session, SqlOperation operation, SqlChildOperation change, object[] parent)
{
    private readonly SqlObjectType _type = operation.Type!;
    private readonly SqlChild _child = change.Child;
    private readonly object[] _links = Links(change.Child, parent, operation.Subject);

    /// <summary>What the parent's columns hold that its values repeat.</summary>
    /// <exception cref="ConnectorException">One of them is empty, so that nothing can point to it.</exception>
    public static object[] Links(SqlChild child, object[] parent, string subject)
    {
        var links = new object[child.Links.Length];
        for (var index = 0; index < links.Length; index++)
        {
            links[index] = parent[child.Links[index].Parent.Ordinal];
            if (links[index] is DBNull)
            {
                var message = $"{subject}: '{child.Name}' is joined by column '{child.Links[index].Parent.Column.Name}', which is empty. Fill it first.";
                throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, message) { Attribute = child.Name });
            }
        }

        return links;
    }

    public void Apply(DbTransaction transaction)
    {
        if (change.IsReplace)
        {
            Replace(transaction);
            return;
        }

        List<SqlChildValue> missed = [];
        foreach (var value in change.Removed)
        {
            if (Remove(value, transaction) == 0)
                missed.Add(value);
        }

        if (missed.Count > 0)
            RemoveByValue(missed, transaction);
        foreach (var value in change.Added)
            Add(value, transaction);
    }

    private void Replace(DbTransaction transaction)
    {
        if (operation.Kind is ChangeKind.Add)
        {
            foreach (var value in change.Added)
                Insert(value, transaction);
            return;
        }

        var there = Read(_child.Statement(_type, SqlChildVerb.Rows, ""), _links, transaction);
        var wanted = change.Added.ToDictionary(value => value.Identity(_child), StringComparer.Ordinal);
        foreach (var row in there)
        {
            if (!wanted.Remove(row.Identity(_child), out var value))
                Run(SqlChildVerb.Delete, row, _child.Locator, transaction);
            else if (value.Whole(_child) != row.Whole(_child))
                Update(value, row, whole: true, transaction);
        }

        foreach (var value in change.Added.Where(value => wanted.ContainsKey(value.Identity(_child))))
            Insert(value, transaction);
    }

    private int Remove(SqlChildValue value, DbTransaction transaction) => Run(SqlChildVerb.Delete, value, _child.Identity, transaction);

    // The column may keep the value in another form than the one we would write: then the rows are compared as values.
    private void RemoveByValue(List<SqlChildValue> values, DbTransaction transaction)
    {
        var wanted = values.Select(value => value.Identity(_child)).ToHashSet(StringComparer.Ordinal);
        foreach (var row in Read(_child.Statement(_type, SqlChildVerb.Rows, ""), _links, transaction).Where(row => wanted.Contains(row.Identity(_child))))
            Run(SqlChildVerb.Delete, row, _child.Locator, transaction);
    }

    private void Add(SqlChildValue value, DbTransaction transaction)
    {
        var (shape, values) = Compared(value, _child.Identity);
        var there = Read(_child.Statement(_type, SqlChildVerb.RowsLike, shape), [.. _links, .. values], transaction);
        if (there.Count == 0)
            Insert(value, transaction);
        else
            Update(value, there[0], whole: false, transaction);
    }

    private void Insert(SqlChildValue value, DbTransaction transaction)
    {
        if (_child.Write is SqlChildWrite.Link)
        {
            if (Run(SqlChildVerb.Link, value, _child.Identity, transaction) == 0)
            {
                var message = $"{operation.Subject}: '{_child.Name}' points to an object that is not in table '{_child.Table.Name}'. Create it first.";
                throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, message) { Attribute = _child.Name });
            }

            return;
        }

        var places = Written(value, whole: false);
        var shape = string.Concat(places.Select(place => (char)place));
        Bind(_child.Statement(_type, SqlChildVerb.Insert, shape), [.. _links, .. places.Select(place => value.Columns[place]!)], transaction).ExecuteNonQuery();
    }

    private void Update(SqlChildValue value, SqlChildValue row, bool whole, DbTransaction transaction)
    {
        var places = Written(value, whole).Where(place => !_child.Identity.Contains(_child.Columns[place])).ToList();
        if (places.Count == 0 || _child.Write is SqlChildWrite.Link)
            return;
        var (shape, compared) = Compared(row, _child.Locator);
        var text = $"{(char)places.Count}{string.Concat(places.Select(place => (char)place))}{shape}";
        object[] values = [.. places.Select(place => value.Columns[place] ?? DBNull.Value), .. _links, .. compared];
        Bind(_child.Statement(_type, SqlChildVerb.Update, text), values, transaction).ExecuteNonQuery();
    }

    private List<int> Written(SqlChildValue value, bool whole) =>
        [.. _child.Columns.Index().Where(column => SqlChildValue.IsWritten(_child, column.Item, column.Index) && (whole || value.Columns[column.Index] is not null)).Select(column => column.Index)];

    private int Run(SqlChildVerb verb, SqlChildValue value, SqlAttribute[] columns, DbTransaction transaction)
    {
        var (shape, values) = Compared(value, columns);
        return Bind(_child.Statement(_type, verb, shape), [.. _links, .. values], transaction).ExecuteNonQuery();
    }

    private static (string Shape, List<object> Values) Compared(SqlChildValue value, SqlAttribute[] columns)
    {
        List<object> values = new(columns.Length);
        Span<char> shape = stackalloc char[columns.Length * 2];
        for (var index = 0; index < columns.Length; index++)
        {
            var column = value.Columns[columns[index].Ordinal];
            shape[2 * index] = (char)columns[index].Ordinal;
            shape[(2 * index) + 1] = column is null or DBNull ? '\u0001' : '\0';
            if (column is not (null or DBNull))
                values.Add(column);
        }

        return (shape.ToString(), values);
    }

    private List<SqlChildValue> Read(SqlStatement statement, object[] values, DbTransaction transaction)
    {
        List<SqlChildValue> rows = [];
        using var reader = Bind(statement, values, transaction).ExecuteReader();
        var cells = new SqlCells(reader, 0);
        while (reader.Read())
        {
            var row = new SqlChildValue(new object?[_child.PartCount], new object?[_child.Columns.Length]);
            for (var place = 0; place < _child.Columns.Length; place++)
                row.Columns[place] = cells[place] is { } raw and not DBNull ? raw : null;
            SqlRow.ReadParts(cells, _type, _child, row.Values);
            rows.Add(row);
        }

        return rows;
    }

    private DbCommand Bind(SqlStatement statement, object[] values, DbTransaction transaction)
    {
        var command = session.Bind(statement, values);
        command.Transaction = transaction;
        return command;
    }
}
