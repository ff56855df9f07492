using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Attribute types by the type in which a driver hands values over.</summary>
internal static class SqlClrTypes
{
    public static AttributeType Of(Type? type)
    {
        if (type == typeof(bool))
            return AttributeType.Boolean;
        if (type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte))
            return AttributeType.Integer;
        if (type == typeof(decimal) || type == typeof(double) || type == typeof(float))
            return AttributeType.Decimal;
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset))
            return AttributeType.DateTime;
        return type == typeof(byte[]) ? AttributeType.Binary : AttributeType.String;
    }
}
