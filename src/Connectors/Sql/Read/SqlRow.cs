using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>Turns a row, read in the order of the type's attributes, into an object.</summary>
internal static class SqlRow
{
    /// <summary>The object; null when the row's key is empty, so that it is no object.</summary>
    /// <exception cref="ConnectorException">A column holds what its attribute's type cannot express.</exception>
    public static ConnectorObject? Read(DbDataReader row, SqlObjectType type)
    {
        var values = new object?[type.Attributes.Length];
        var count = 0;
        var anchor = new string[type.Anchor.Length];
        foreach (var attribute in type.Attributes)
        {
            var raw = row.GetValue(attribute.Ordinal);
            var value = raw is DBNull ? null : Convert(attribute, raw, type, row);
            if (attribute.IsAnchor)
            {
                if (value is null or "")
                    return null;
                anchor[attribute.AnchorPlace] = type.Dialect.AsText(value);
            }

            values[attribute.Ordinal] = value;
            if (value is not null)
                count++;
        }

        return new ConnectorObject(type.Name, new Anchor(anchor), new SqlValueSet(type, values, count));
    }

    private static object? Convert(SqlAttribute attribute, object value, SqlObjectType type, DbDataReader row)
    {
        try
        {
            return type.Dialect.FromColumn(attribute, value);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            var key = string.Join(", ", type.Anchor.Select(anchor => type.Dialect.AsText(row.GetValue(anchor.Ordinal))));
            var message = $"Table '{type.Table.Name}', row '{key}', column '{attribute.Column.Name}': the value is no {attribute.Schema.Type}. "
                + "Correct it, or declare the attribute with 'type: string'.";
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, message) { Attribute = attribute.Name }, e);
        }
    }
}
