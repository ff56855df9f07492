using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>Turns changes into operations. Pure: asks the model, never the database.</summary>
internal sealed class SqlOperationPlanner(SqlModel model)
{
    private readonly SqlValueWriter _writer = new(model);

    public SqlOperation Plan(ObjectChange change)
    {
        var type = model.Find(change.ObjectType);
        if (type is null)
            return Refuse(ConnectorErrorKind.Invalid, $"This connection has no object type '{change.ObjectType}'. Use one that its settings list.");
        if (Unwritable(type, change.Kind) is { } reason)
            return Refuse(ConnectorErrorKind.Unsupported, $"{type.Name}: {reason}");
        if (change.Kind is not ChangeKind.Add && change.Anchor is null)
            return Refuse(ConnectorErrorKind.Invalid, $"{type.Name}: the change names no object. Give the anchor of the object to change.");

        object[]? key = null;
        if (change.Anchor is not null)
        {
            key = SqlAnchor.ToColumns(type, change.Anchor);
            if (key is null)
                return NoSuchKey(type, change);
        }

        return change.Kind is ChangeKind.Delete
            ? new SqlOperation { Type = type, Kind = change.Kind, Statement = type.Commands.WritesObjects ? null : type.Statement(SqlVerb.Delete, ""), Values = key!, Key = key, Subject = Subject(type, change) }
            : Write(type, change, key);
    }

    private static string? Unwritable(SqlObjectType type, ChangeKind kind)
    {
        if (type.Commands.WritesObjects)
        {
            return type.Commands.Of(kind).Count > 0
                ? null
                : $"the settings give no statement for it. Write one under 'export.{(kind is ChangeKind.Add ? "insert" : kind is ChangeKind.Update ? "update" : "delete")}'.";
        }

        if (type.Target is null)
            return "is read by a query and written nowhere. Name a table under 'table', or statements under 'export'.";
        return type.Target is { IsView: true, IsUpdatableView: false } ? $"'{type.Target.Name}' is a view that takes no changes. Name the table behind it to write." : null;
    }

    private static SqlOperation NoSuchKey(SqlObjectType type, ObjectChange change) => change.Kind is ChangeKind.Add
        ? Refuse(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: the anchor does not fit the key columns. Give {type.Anchor.Length} value(s) of their types.")
        : Refuse(ConnectorErrorKind.NotFound, $"{Subject(type, change)} is not in table '{type.Table.Name}'. Import again, then create it if it is wanted.");

    private SqlOperation Write(SqlObjectType type, ObjectChange change, object[]? key)
    {
        var columns = new SqlColumnValues(type);
        List<SqlChildOperation> children = [];
        foreach (var (name, attributeChange) in change.Attributes)
        {
            if (Set(columns, children, (name, attributeChange), new SqlChange(change, type, key)) is { } error)
                return new SqlOperation { Refusal = error };
        }

        var isAdd = change.Kind is ChangeKind.Add;
        for (var index = 0; isAdd && index < key?.Length; index++)
            columns.Set(type.Anchor[index].Ordinal, key[index]);
        if (isAdd)
            SetFilter(columns, type);
        var shape = columns.Shape();
        var own = !type.Commands.WritesObjects && (isAdd || shape.Length > 0);
        var statement = own ? type.Statement(isAdd ? SqlVerb.Insert : SqlVerb.Update, shape) : null;
        return new SqlOperation
        {
            Type = type,
            Kind = change.Kind,
            Statement = statement,
            Values = columns.Values(isAdd ? [] : key!),
            Key = key,
            NewKey = columns.Key(key),
            Columns = columns,
            Children = children,
            Subject = Subject(type, change),
        };
    }

    // A new row of this type has what all its rows have.
    private static void SetFilter(SqlColumnValues columns, SqlObjectType type)
    {
        foreach (var (quoted, value) in type.Source.Filter)
        {
            if (Array.Find(type.Attributes, attribute => attribute.Quoted == quoted) is { } attribute)
                columns.Set(attribute.Ordinal, value);
        }
    }

    private ConnectorError? Set(SqlColumnValues columns, List<SqlChildOperation> children, (string Name, AttributeChange Change) said, SqlChange at)
    {
        if (at.Type.Find(said.Name) is { } attribute)
            return Set(columns, attribute, said.Change, at);
        if (at.Type.FindComplex(said.Name) is { } complex)
            return SetParts(columns, complex, said.Change, at);
        if (at.Type.FindChild(said.Name) is { } child)
            return SetChild(children, child, said.Change, at);
        return at.Refuse(said.Name, $"there is no attribute '{said.Name}'. Use one of the schema, or read it again.");
    }

    private ConnectorError? SetParts(SqlColumnValues columns, SqlComplex complex, AttributeChange change, SqlChange at)
    {
        var name = complex.Schema.Name;
        if (change.Kind is not AttributeChangeKind.Replace)
            return at.Refuse(name, $"'{name}' holds one value. Replace it instead.");
        if (change.Value is not (null or IReadOnlyDictionary<string, object>))
            return at.Refuse(name, $"'{name}' takes a value with parts. Correct the mapping.");

        var values = new object?[complex.Parts.Length];
        foreach (var (part, value) in change.Value as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>())
        {
            var place = complex.Names.Find(part);
            if (place < 0)
                return at.Refuse(name, $"'{name}' has no part '{part}'. Use one of the schema, or read it again.");
            values[place] = value;
        }

        for (var place = 0; place < values.Length; place++)
        {
            if (complex.Parts[place].Schema.Mutability is AttributeMutability.ReadOnly)
                continue;
            if (Set(columns, complex.Parts[place], new AttributeChange(AttributeChangeKind.Replace, values[place]), at) is { } error)
                return error;
        }

        return null;
    }

    private ConnectorError? SetChild(List<SqlChildOperation> children, SqlChild child, AttributeChange change, SqlChange at)
    {
        if (child.Write is SqlChildWrite.None)
            return at.Refuse(child.Name, $"'{child.Name}' is read only. Take it out of the mapping.");
        if (change is { Kind: AttributeChangeKind.Replace, Value: not (null or IReadOnlyList<object>) } || change.Value is byte[])
            return at.Refuse(child.Name, $"'{child.Name}' takes a list of values. Correct the mapping.");

        var replace = change.Kind is AttributeChangeKind.Replace;
        var added = Values(child, replace ? change.Value as IReadOnlyList<object> ?? [] : change.Added, at, out var error);
        var removed = error is null ? Values(child, replace ? [] : change.Removed, at, out error) : [];
        if (error is null && (replace ? at.Change.Kind is ChangeKind.Update || added.Count > 0 : added.Count + removed.Count > 0))
            children.Add(new SqlChildOperation(child) { IsReplace = replace, Added = added, Removed = removed });
        return error;
    }

    // The same value twice is one value.
    private List<SqlChildValue> Values(SqlChild child, IReadOnlyList<object> values, SqlChange at, out ConnectorError? error)
    {
        List<SqlChildValue> made = new(values.Count);
        HashSet<string> seen = new(values.Count, StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (_writer.ToChild(at.Type, child, value, out var fault) is not { } one)
            {
                error = at.Refuse(child.Name, $"'{child.Name}' {fault}. Correct the mapping.");
                return [];
            }

            if (seen.Add(one.Identity(child)))
                made.Add(one);
        }

        error = null;
        return made;
    }

    private ConnectorError? Set(SqlColumnValues columns, SqlAttribute attribute, AttributeChange attributeChange, SqlChange at)
    {
        if (attribute.Schema.Mutability is AttributeMutability.ReadOnly)
            return at.Refuse(attribute.Name, $"'{attribute.Name}' is read only. Take it out of the mapping.");
        if (attributeChange.Kind is not AttributeChangeKind.Replace)
            return at.Refuse(attribute.Name, $"'{attribute.Name}' holds one value. Replace it instead.");

        object? value = null;
        if (attributeChange.Value is not null)
        {
            value = _writer.ToColumn(at.Type, attribute, attributeChange.Value, out var fault);
            if (fault is not null)
                return at.Refuse(attribute.Name, $"'{attribute.Name}' {fault}. Correct the mapping.");
        }

        if (attribute.IsAnchor)
            return SetAnchor(columns, attribute, value, at);
        if (value is null && at.Change.Kind is not ChangeKind.Update)
            return null;
        columns.Set(attribute.Ordinal, value ?? DBNull.Value);
        if (attribute.TypeOrdinal >= 0)
            columns.Set(attribute.TypeOrdinal, attributeChange.Value is ObjectReference reference ? _writer.TypeName(reference) : DBNull.Value);
        return null;
    }

    private static ConnectorError? SetAnchor(SqlColumnValues columns, SqlAttribute attribute, object? value, SqlChange at)
    {
        var isAdd = at.Change.Kind is ChangeKind.Add;
        if (value is null or "")
            return isAdd && value is null ? null : at.Refuse(attribute.Name, $"the key '{attribute.Name}' cannot be empty. Map a value that is never empty.");

        if (isAdd)
        {
            if (at.Key is not null && !SqlAnchor.Same(attribute, at.Key[attribute.AnchorPlace], value))
                return at.Refuse(attribute.Name, $"'{attribute.Name}' differs from the anchor given. Give one of the two.");
            columns.Set(attribute.Ordinal, value);
            return null;
        }

        if (at.Type.CanRename)
        {
            columns.Set(attribute.Ordinal, value);
            return null;
        }

        // What the column itself takes for the same key is no rename.
        return SqlAnchor.Same(attribute, at.Key![attribute.AnchorPlace], value)
            ? null
            : at.Refuse(attribute.Name, $"cannot rename key '{attribute.Name}'. Keep the old key, recreate the row, or allow it with 'rename: true'.") with { Kind = ConnectorErrorKind.Unsupported };
    }

    private static string Subject(SqlObjectType type, ObjectChange change) => new SqlChange(change, type, null).Subject;

    private static SqlOperation Refuse(ConnectorErrorKind kind, string message) => new() { Refusal = new ConnectorError(kind, message) };
}
