using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Binds the settings to the tables that the database declares, and refuses what does not fit.</summary>
internal sealed class SqlModelBuilder(SqlConfig config)
{
    /// <summary>Reads the tables and binds every object type.</summary>
    /// <exception cref="ConnectorException">A table or column is not there, or an anchor cannot serve as one.</exception>
    public SqlModel Build(DbConnection connection)
    {
        List<SqlObjectType> types = [.. config.ObjectTypes.Select(type => new SqlTypeBinder(config, type, name => config.Dialect.ReadTable(connection, name)).Bind())];
        foreach (var type in types)
            CheckReferents(type, types);
        return new SqlModel(types);
    }

    private static void CheckReferents(SqlObjectType type, List<SqlObjectType> types)
    {
        var references = type.Attributes.Concat(type.Children.SelectMany(child => child.Columns));
        foreach (var attribute in references.Where(attribute => attribute.Schema.ReferencedType is not (null or AttributeSchema.AnyType)))
        {
            var referent = types.Single(candidate => StringComparer.OrdinalIgnoreCase.Equals(candidate.Name, attribute.Schema.ReferencedType));
            if (referent.Anchor.Length > 1)
                throw SqlTypeBinder.Refuse(type.Name, $"attribute '{attribute.Name}' points to '{referent.Name}', whose anchor has several columns. Point to a type with one.");
        }
    }
}
