using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>Turns changes into operations. Pure: asks the model, never the database.</summary>
internal sealed class SqlOperationPlanner(SqlModel model)
{
    public SqlOperation Plan(ObjectChange change)
    {
        var type = model.Find(change.ObjectType);
        if (type is null)
            return Refuse(ConnectorErrorKind.Invalid, $"This connection has no object type '{change.ObjectType}'. Use one that its settings list.");
        if (type.Table.IsView)
            return Refuse(ConnectorErrorKind.Unsupported, $"'{type.Table.Name}' is a view, which is read only here. Name the table behind it to write.");
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
            ? new SqlOperation { Type = type, Kind = change.Kind, Statement = type.Statement(SqlVerb.Delete, ""), Values = key!, Key = key, Subject = Subject(type, change) }
            : Write(type, change, key);
    }

    private static SqlOperation NoSuchKey(SqlObjectType type, ObjectChange change) => change.Kind is ChangeKind.Add
        ? Refuse(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: the anchor does not fit the key columns. Give {type.Anchor.Length} value(s) of their types.")
        : Refuse(ConnectorErrorKind.NotFound, $"{Subject(type, change)} is not in table '{type.Table.Name}'. Import again, then create it if it is wanted.");

    private static SqlOperation Write(SqlObjectType type, ObjectChange change, object[]? key)
    {
        var columns = new SqlColumnValues(type);
        foreach (var (name, attributeChange) in change.Attributes)
        {
            var attribute = type.Find(name);
            var error = attribute is null
                ? Error(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: there is no attribute '{name}'. Use one of the schema, or read it again.", name)
                : Set(columns, attribute, attributeChange, (change, type, key));
            if (error is not null)
                return new SqlOperation { Refusal = error };
        }

        var isAdd = change.Kind is ChangeKind.Add;
        for (var index = 0; isAdd && index < key?.Length; index++)
            columns.Set(type.Anchor[index].Ordinal, key[index]);
        var shape = columns.Shape();
        var statement = isAdd ? type.Statement(SqlVerb.Insert, shape) : shape.Length == 0 ? null : type.Statement(SqlVerb.Update, shape);
        return new SqlOperation
        {
            Type = type,
            Kind = change.Kind,
            Statement = statement,
            Values = columns.Values(isAdd ? [] : key!),
            Key = key,
            Subject = Subject(type, change),
        };
    }

    private static ConnectorError? Set(
        SqlColumnValues columns, SqlAttribute attribute, AttributeChange attributeChange, (ObjectChange Change, SqlObjectType Type, object[]? Key) at)
    {
        var (change, type, key) = at;
        if (attribute.Schema.Mutability is AttributeMutability.ReadOnly)
            return Error(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: '{attribute.Name}' is read only. Take it out of the mapping.", attribute.Name);
        if (attributeChange.Kind is not AttributeChangeKind.Replace)
            return Error(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: '{attribute.Name}' holds one value. Replace it instead.", attribute.Name);

        object? value = null;
        if (attributeChange.Value is not null)
        {
            value = type.Dialect.ToColumn(attribute, attributeChange.Value, out var fault);
            if (fault is not null)
                return Error(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: '{attribute.Name}' {fault}. Correct the mapping.", attribute.Name);
        }

        if (attribute.IsAnchor)
            return SetAnchor(columns, attribute, value, at);
        if (value is not null || change.Kind is ChangeKind.Update)
            columns.Set(attribute.Ordinal, value ?? DBNull.Value);
        return null;
    }

    private static ConnectorError? SetAnchor(
        SqlColumnValues columns, SqlAttribute attribute, object? value, (ObjectChange Change, SqlObjectType Type, object[]? Key) at)
    {
        var (change, type, key) = at;
        if (value is null or "")
        {
            return change.Kind is ChangeKind.Add && value is null
                ? null
                : Error(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: the key '{attribute.Name}' cannot be empty. Map a value that is never empty.", attribute.Name);
        }

        if (change.Kind is ChangeKind.Add)
        {
            if (key is not null && !SqlAnchor.Same(attribute, key[attribute.AnchorPlace], value))
                return Error(ConnectorErrorKind.Invalid, $"{Subject(type, change)}: '{attribute.Name}' differs from the anchor given. Give one of the two.", attribute.Name);
            columns.Set(attribute.Ordinal, value);
            return null;
        }

        // What the column itself takes for the same key is no rename.
        return SqlAnchor.Same(attribute, key![attribute.AnchorPlace], value)
            ? null
            : Error(ConnectorErrorKind.Unsupported, $"{Subject(type, change)}: cannot rename key '{attribute.Name}'. Keep the old key, or recreate the row.", attribute.Name);
    }

    private static string Subject(SqlObjectType type, ObjectChange change) => change.Anchor is null ? $"New {type.Name}" : $"{type.Name} '{change.Anchor}'";

    private static SqlOperation Refuse(ConnectorErrorKind kind, string message) => new() { Refusal = new ConnectorError(kind, message) };

    private static ConnectorError Error(ConnectorErrorKind kind, string message, string attribute) => new(kind, message) { Attribute = attribute };
}
