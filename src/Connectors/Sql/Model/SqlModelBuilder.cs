using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Delta;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Binds the settings to the tables that the database declares, and refuses what does not fit.</summary>
internal sealed class SqlModelBuilder(SqlConfig config)
{
    /// <summary>Reads the tables and binds every object type.</summary>
    /// <exception cref="ConnectorException">A table or column is not there, or an anchor cannot serve as one.</exception>
    public SqlModel Build(DbConnection connection)
    {
        var sources = new SqlSourceBinder(config.Dialect, connection);
        List<SqlObjectTypeConfig> said = [.. config.ObjectTypes.SelectMany(type => Expanded(type, connection, sources)).Select(type => Selected(type, connection))];
        List<SqlObjectType> types = [.. said.Select(type => new SqlTypeBinder(config, type, sources).Bind())];
        foreach (var (type, config) in types.Zip(said))
            type.Delta = new SqlDeltaBinder(type, config, sources).Bind();
        foreach (var type in types)
            CheckReferents(type, types);
        return new SqlModel(types, config.OtherTypes);
    }

    private IEnumerable<SqlObjectTypeConfig> Expanded(SqlObjectTypeConfig type, DbConnection connection, SqlSourceBinder sources)
    {
        if (type.Types is not { } from)
            return [type];
        var table = sources.ReadTable(type.Table) ?? throw SqlTypeBinder.Refuse(type.Name, SqlTypeBinder.NoTable(type.Table, "table"));
        var column = config.Dialect.Quote(table.Columns.FirstOrDefault(one => string.Equals(one.Name, from.Column, StringComparison.OrdinalIgnoreCase))?.Name
            ?? throw SqlTypeBinder.Refuse(type.Name, $"types: '{table.Name}' has no column '{from.Column}'. Name one that it has."));
        var names = Names(connection, from.Query ?? $"SELECT DISTINCT {column} FROM {sources.NameOf(table)} WHERE {column} IS NOT NULL ORDER BY {column}");
        return names.Select(name => type with { Name = name, Filter = new Dictionary<string, string>(type.Filter, StringComparer.OrdinalIgnoreCase) { [from.Column] = name } });
    }

    private List<string> Names(DbConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        SqlSession.Prepare(command, new SqlStatement(query, 0), config.Dialect);
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            if (Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } name)
                names.Add(name);
        }

        return names;
    }

    // The attributes that a query names (H/SQL-23); what the settings say of others is kept.
    private SqlObjectTypeConfig Selected(SqlObjectTypeConfig type, DbConnection connection)
    {
        if (type.AttributeQuery is not { } query)
            return type;
        var names = Names(connection, query);
        return names.Count > 0
            ? type with { Select = [.. type.Select.Concat(names).Distinct(StringComparer.OrdinalIgnoreCase)] }
            : throw SqlTypeBinder.Refuse(type.Name, "attributeQuery: the query returned no name. Correct it, or take it out to take all columns.");
    }

    private static void CheckReferents(SqlObjectType type, List<SqlObjectType> types)
    {
        var references = type.Attributes.Concat(type.Children.SelectMany(child => child.Columns));
        foreach (var attribute in references.Where(attribute => attribute.Schema.ReferencedType is not (null or AttributeSchema.AnyType)))
        {
            var referent = types.Find(candidate => StringComparer.OrdinalIgnoreCase.Equals(candidate.Name, attribute.Schema.ReferencedType));
            if (referent?.Anchor.Length > 1)
                throw SqlTypeBinder.Refuse(type.Name, $"attribute '{attribute.Name}' points to '{referent.Name}', whose anchor has several columns. Point to a type with one.");
        }
    }
}
