using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Columns of the row that stand together under one attribute.</summary>
internal sealed class SqlComplex(AttributeSchema schema, int slot, SqlAttribute[] parts)
{
    public AttributeSchema Schema => schema;

    /// <summary>Place among the values of an object.</summary>
    public int Slot => slot;

    public SqlAttribute[] Parts => parts;

    public SqlNames Names { get; } = new(parts.Select(part => part.Schema.Name));
}
