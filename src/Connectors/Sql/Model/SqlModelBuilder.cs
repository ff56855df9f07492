using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Binds the settings to the tables that the database declares, and refuses what does not fit.</summary>
internal sealed class SqlModelBuilder(SqlConfig config)
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Reads the tables and binds every object type.</summary>
    /// <exception cref="ConnectorException">A table or column is not there, or an anchor cannot serve as one.</exception>
    public SqlModel Build(DbConnection connection)
    {
        List<SqlObjectType> types = [];
        foreach (var typeConfig in config.ObjectTypes)
        {
            var table = config.Dialect.ReadTable(connection, typeConfig.Table)
                ?? throw Refuse(typeConfig, $"there is no table or view '{typeConfig.Table}' in the database. Create it, or correct 'table'.");
            types.Add(Bind(typeConfig, table));
        }

        foreach (var type in types)
            CheckReferents(type, types);
        return new SqlModel(types);
    }

    private SqlObjectType Bind(SqlObjectTypeConfig typeConfig, SqlTable table)
    {
        foreach (var attribute in typeConfig.Attributes)
            _ = ColumnOf(typeConfig, table, attribute.Column ?? attribute.Name);

        var named = typeConfig.Attributes.ToDictionary(attribute => attribute.Column ?? attribute.Name, Names);
        var anchor = AnchorColumns(typeConfig, table);
        CheckAnchor(typeConfig, table, anchor);
        var columns = Selected(typeConfig, table, anchor);
        var attributes = columns
            .Select((column, ordinal) => Attribute(column, named.GetValueOrDefault(column.Name), ordinal, anchor.IndexOf(column)))
            .ToArray();
        var names = attributes.Select(attribute => attribute.Name).ToHashSet(Names);
        if (names.Count != attributes.Length)
            throw Refuse(typeConfig, "two columns would have the same attribute name. Give each a name of its own.");

        SqlAttribute[] anchorAttributes = [.. attributes.Where(attribute => attribute.IsAnchor).OrderBy(attribute => attribute.AnchorPlace)];
        foreach (var attribute in anchorAttributes)
        {
            if (attribute.Schema.Type is not (AttributeType.String or AttributeType.Integer or AttributeType.Binary))
                throw Refuse(typeConfig, $"column '{attribute.Column.Name}' is a {attribute.Schema.Type} and cannot be an anchor. Choose a text or whole-number key.");
        }

        var schema = new ObjectTypeSchema(typeConfig.Name, [.. anchorAttributes.Select(a => a.Name)], [.. attributes.Select(a => a.Schema)]);
        return new SqlObjectType(config.Dialect, schema, table, attributes);
    }

    private static List<SqlColumn> AnchorColumns(SqlObjectTypeConfig typeConfig, SqlTable table)
    {
        if (typeConfig.Anchor.Count == 0)
            return [.. table.Columns.Where(column => column.KeyPlace > 0).OrderBy(column => column.KeyPlace)];

        return [.. typeConfig.Anchor.Select(name =>
        {
            var attribute = typeConfig.Attributes.FirstOrDefault(candidate => Names.Equals(candidate.Name, name));
            return ColumnOf(typeConfig, table, attribute?.Column ?? name);
        })];
    }

    // Without a unique key, paging by anchor would lose rows and an update could hit several.
    private static void CheckAnchor(SqlObjectTypeConfig typeConfig, SqlTable table, List<SqlColumn> anchor)
    {
        if (anchor.Count == 0)
            throw Refuse(typeConfig, $"'{table.Name}' has no primary key. Name the columns that identify a row under 'anchor'.");
        if (table.IsView)
            return;

        var names = anchor.Select(column => column.Name).ToHashSet(Names);
        if (!table.UniqueKeys.Any(names.IsSupersetOf))
            throw Refuse(typeConfig, $"nothing keeps ({string.Join(", ", names)}) unique in '{table.Name}'. Choose the primary key, or add a unique index with the columns' own collation.");
    }

    private static List<SqlColumn> Selected(SqlObjectTypeConfig typeConfig, SqlTable table, List<SqlColumn> anchor)
    {
        if (typeConfig.Select.Count == 0)
            return [.. table.Columns];

        HashSet<string> wanted = new(Names);
        foreach (var name in typeConfig.Select)
            wanted.Add(ColumnOf(typeConfig, table, typeConfig.Attributes.FirstOrDefault(a => Names.Equals(a.Name, name))?.Column ?? name).Name);
        wanted.UnionWith(anchor.Select(column => column.Name));
        return [.. table.Columns.Where(column => wanted.Contains(column.Name))];
    }

    private SqlAttribute Attribute(SqlColumn column, SqlAttributeConfig? said, int ordinal, int anchorPlace)
    {
        var readOnly = column.Generated || said?.ReadOnly is true;
        return new SqlAttribute
        {
            Column = column,
            Quoted = config.Dialect.Quote(column.Name),
            Ordinal = ordinal,
            AnchorPlace = anchorPlace,
            Format = said?.Format,
            Schema = new AttributeSchema
            {
                Name = said?.Name ?? column.Name,
                Type = said?.References is not null ? AttributeType.Reference : said?.Type ?? column.Type,
                Required = said?.Required ?? (!readOnly && !column.HasDefault && (column.NotNull || anchorPlace >= 0)),
                CaseExact = said?.CaseExact ?? column.Collation is not SqlCollation.IgnoreAsciiCase,
                Unique = column.Unique,
                ReferencedType = said?.References,
                Mutability = (readOnly, anchorPlace >= 0) switch
                {
                    (true, _) => AttributeMutability.ReadOnly,
                    (false, true) => AttributeMutability.Immutable,
                    _ => AttributeMutability.ReadWrite,
                },
            },
        };
    }

    private static void CheckReferents(SqlObjectType type, List<SqlObjectType> types)
    {
        foreach (var attribute in type.Attributes.Where(attribute => attribute.Schema.ReferencedType is not null))
        {
            var referent = types.Single(candidate => Names.Equals(candidate.Name, attribute.Schema.ReferencedType));
            if (referent.Anchor.Length > 1)
                throw Refuse(type.Name, $"attribute '{attribute.Name}' points to '{referent.Name}', whose anchor has several columns. Point to a type with one.");
        }
    }

    private static SqlColumn ColumnOf(SqlObjectTypeConfig typeConfig, SqlTable table, string name) =>
        table.Columns.FirstOrDefault(column => Names.Equals(column.Name, name))
        ?? throw Refuse(typeConfig, $"'{table.Name}' has no column '{name}'. Use one of {string.Join(", ", table.Columns.Select(column => column.Name))}.");

    private static ConnectorException Refuse(SqlObjectTypeConfig typeConfig, string message) => Refuse(typeConfig.Name, message);

    private static ConnectorException Refuse(string type, string message) =>
        new(new ConnectorError(ConnectorErrorKind.Invalid, $"Object type '{type}': {message}"));
}
