using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>Turns a row, read in the order of the type's attributes, into an object.</summary>
internal static class SqlRow
{
    /// <summary>The object; null when the row's key is empty, so that it is no object.</summary>
    /// <exception cref="ConnectorException">A column holds what its attribute's type cannot express.</exception>
    public static SqlRecord? Read(DbDataReader row, SqlObjectType type) => Read(new SqlCells(row, 0), type);

    /// <summary>The same for columns in another order.</summary>
    public static SqlRecord? Read(SqlCells cells, SqlObjectType type)
    {
        var values = new object?[type.Names.Count];
        var anchor = new string[type.Anchor.Length];
        var key = new object[type.Anchor.Length];
        for (var ordinal = 0; ordinal < type.Readable; ordinal++)
        {
            var attribute = type.Attributes[ordinal];
            if (attribute.Slot < 0 && !attribute.IsAnchor)
                continue;
            var raw = cells[ordinal];
            var value = raw is DBNull ? null : Convert(attribute, raw, cells, (type, null));
            if (attribute.IsAnchor)
            {
                if (value is null or "")
                    return null;
                key[attribute.AnchorPlace] = raw;
                anchor[attribute.AnchorPlace] = type.Dialect.AsText(value);
            }

            if (attribute.Slot >= 0)
                values[attribute.Slot] = value;
        }

        foreach (var complex in type.Complex)
            values[complex.Slot] = Parts(cells, complex, type);
        return new SqlRecord(new ConnectorObject(type.Name, new Anchor(anchor), new SqlValueSet(type.Names, values)), values, key);
    }

    /// <summary>The value that a child's row holds; null when it holds none.</summary>
    /// <exception cref="ConnectorException">A column holds what its part's type cannot express.</exception>
    public static object? ReadChild(SqlCells cells, SqlObjectType type, SqlChild child)
    {
        if (!child.IsComplex)
            return cells[0] is { } only and not DBNull ? Convert(child.Columns[0], only, cells, (type, child)) : null;

        var values = new object?[child.PartCount];
        return ReadParts(cells, type, child, values) ? new SqlValueSet(child.Names, values) : null;
    }

    /// <summary>Reads the parts of a value; false when none holds anything.</summary>
    public static bool ReadParts(SqlCells cells, SqlObjectType type, SqlChild child, object?[] values)
    {
        var any = false;
        foreach (var part in child.Parts)
        {
            if (cells[part.Ordinal] is { } raw and not DBNull)
                any |= (values[part.Ordinal] = Convert(part, raw, cells, (type, child))) is not null;
        }

        return any;
    }

    private static SqlValueSet? Parts(SqlCells cells, SqlComplex complex, SqlObjectType type)
    {
        object?[]? values = null;
        for (var index = 0; index < complex.Parts.Length; index++)
        {
            var part = complex.Parts[index];
            if (cells[part.Ordinal] is { } raw and not DBNull && Convert(part, raw, cells, (type, null)) is { } value)
                (values ??= new object?[complex.Parts.Length])[index] = value;
        }

        return values is null ? null : new SqlValueSet(complex.Names, values);
    }

    private static object? Convert(SqlAttribute attribute, object raw, SqlCells cells, (SqlObjectType Type, SqlChild? Child) of)
    {
        var (type, child) = of;
        try
        {
            var value = type.Dialect.FromColumn(attribute, raw);
            return attribute.TypeOrdinal >= 0 && value is ObjectReference reference ? Typed(reference, cells[attribute.TypeOrdinal], type.Dialect) : value;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            var place = child is null ? $"Table '{type.Table.Name}', row" : $"Table '{child.Table.Name}', a row of {type.Name}";
            var key = child is null
                ? string.Join(", ", type.Anchor.Select(anchor => type.Dialect.AsText(cells[anchor.Ordinal])))
                : string.Join(", ", Enumerable.Range(0, cells.First).Select(index => type.Dialect.AsText(cells.Row.GetValue(index))));
            var message = $"{place} '{key}', column '{attribute.Column.Name}': the value is no {attribute.Schema.Type}. "
                + (attribute.TypeOrdinal >= 0 ? "Write the object type beside it, or take the row out." : "Correct it, or declare the attribute with 'type: string'.");
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, message) { Attribute = attribute.Name }, e);
        }
    }

    // A reference to any type says which in the column beside it (H/SQL-34); without that it points nowhere.
    private static ObjectReference Typed(ObjectReference reference, object type, ISqlDialect dialect)
    {
        var text = type is DBNull ? "" : dialect.AsText(type);
        return text.Length > 0 ? reference with { ObjectType = text } : throw new FormatException();
    }
}
