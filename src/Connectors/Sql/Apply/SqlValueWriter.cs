using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>Turns attribute values into column values. Pure, but for the salt of a hash.</summary>
internal sealed class SqlValueWriter(SqlModel model)
{
    /// <summary>What the column takes for this value, or in <paramref name="fault"/> why there is nothing.</summary>
    public object? ToColumn(SqlObjectType type, SqlAttribute attribute, object value, out string? fault)
    {
        if (value is ObjectReference reference && attribute.IsReference && !Fits(attribute, reference, out fault))
            return null;
        if (attribute.Hash is { } hash && value is string secret)
        {
            fault = null;
            return SqlSecretHash.Make(secret, hash.Iterations);
        }

        return type.Dialect.ToColumn(attribute, value, out fault);
    }

    /// <summary>The object type's own name, as it goes into the column beside a reference to any type.</summary>
    public string TypeName(ObjectReference reference) => model.NameOf(reference.ObjectType) ?? reference.ObjectType;

    /// <summary>One value of a multi-valued attribute as columns of its child table; null with the reason.</summary>
    public SqlChildValue? ToChild(SqlObjectType type, SqlChild child, object value, out string? fault)
    {
        var made = new SqlChildValue(new object?[child.PartCount], new object?[child.Columns.Length]);
        if (!child.IsComplex)
            return Set((type, child), made, (child.Columns[0], value), out fault) ? made : null;
        if (value is not IReadOnlyDictionary<string, object> parts)
        {
            fault = "takes values with parts, not single values";
            return null;
        }

        foreach (var (name, part) in parts)
        {
            var place = child.Names.Find(name);
            if (place < 0)
            {
                fault = $"has no part '{name}'";
                return null;
            }

            if (part is not null && !Set((type, child), made, (child.Columns[place], part), out fault))
                return null;
        }

        fault = null;
        return made;
    }

    private bool Set((SqlObjectType Type, SqlChild Child) of, SqlChildValue made, (SqlAttribute Column, object Value) part, out string? fault)
    {
        var (type, child) = of;
        var (column, value) = part;
        var converted = ToColumn(type, column, value, out fault);
        if (fault is not null)
        {
            fault = child.IsComplex ? $"part '{column.Schema.Name}' {fault}" : fault;
            return false;
        }

        made.Values[column.Ordinal] = value;
        made.Columns[column.Ordinal] = converted;
        if (column.TypeOrdinal >= 0 && value is ObjectReference reference)
        {
            var name = TypeName(reference);
            made.Columns[column.TypeOrdinal] = name;
            if (column.TypeOrdinal < child.PartCount)
                made.Values[column.TypeOrdinal] = name;
        }

        return true;
    }

    private bool Fits(SqlAttribute attribute, ObjectReference reference, out string? fault)
    {
        fault = null;
        if (attribute.Schema.ReferencedType is AttributeSchema.AnyType)
        {
            if (model.NameOf(reference.ObjectType) is null)
                fault = $"points to a '{reference.ObjectType}', which this connection does not hold";
        }
        else if (!string.Equals(attribute.Schema.ReferencedType, reference.ObjectType, StringComparison.OrdinalIgnoreCase))
        {
            fault = $"points to objects of type '{attribute.Schema.ReferencedType}', not '{reference.ObjectType}'";
        }

        return fault is null;
    }
}
