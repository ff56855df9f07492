using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Binds the child tables of one object type.</summary>
internal sealed class SqlChildBinder(SqlConfig config, SqlObjectTypeConfig typeConfig, SqlAttribute[] parent)
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public SqlChild Bind(SqlChildConfig said, SqlTable table, int slot)
    {
        var links = Links(said, table);
        var linked = links.Select(link => link.Child.Column.Name).ToHashSet(Names);
        var leaves = Leaves(said, table, linked);
        var columns = new SqlColumnBinder(config.Dialect, canRename: true, typeConfig).Bind(leaves);
        var parts = columns.AsSpan(0, said.Parts.Count);
        var write = said.Write ?? DefaultWrite(table);
        var identity = Identity(said, table, columns, linked);
        var locator = table.Columns.Any(column => column.KeyPlace > 0)
            ? columns.Where(column => column.Column.KeyPlace > 0).ToArray()
            : [.. columns.Take(parts.Length), .. TypesOf(columns, parts.ToArray())];
        return new SqlChild
        {
            Schema = Schema(said, columns, write),
            Slot = slot,
            Table = table,
            IsComplex = said.IsComplex,
            Write = write,
            Columns = columns,
            PartCount = said.Parts.Count,
            Identity = identity,
            Locator = locator.Length > 0 ? locator : identity,
            Links = links,
            Order = [.. Order(said, table, columns)],
            Names = new SqlNames(said.Parts.Select(part => part.Name)),
        };
    }

    private SqlLink[] Links(SqlChildConfig said, SqlTable table)
    {
        if (said.Join.Count == 0)
            throw Refuse(said, "has no join. Write it like 'Parent.Key=Child.ForeignKey'.");
        return [.. said.Join.Select(join =>
        {
            var column = ColumnOf(said, table, join.Child);
            var name = typeConfig.Attributes.FirstOrDefault(candidate => Names.Equals(candidate.Name, join.Parent))?.ColumnName ?? join.Parent;
            var child = new SqlAttribute
            {
                Column = column,
                Quoted = config.Dialect.Quote(column.Name),
                Ordinal = 0,
                Schema = new AttributeSchema { Name = column.Name, Type = column.Type },
            };
            return new SqlLink(parent.First(attribute => Names.Equals(attribute.Column.Name, name)), child);
        })];
    }

    // Parts, then columns of reference types, then what else the primary key needs.
    private List<SqlLeaf> Leaves(SqlChildConfig said, SqlTable table, HashSet<string> linked)
    {
        List<SqlLeaf> leaves = [.. said.Parts.Select(part => new SqlLeaf(ColumnOf(said, table, part.ColumnName)) { Said = part, Owner = said.Attribute })];
        foreach (var part in said.Parts.Where(part => part.TypeColumn is not null))
            Hide(ColumnOf(said, table, part.TypeColumn!));
        foreach (var key in table.Columns.Where(column => column.KeyPlace > 0 && !linked.Contains(column.Name)).OrderBy(column => column.KeyPlace))
            Hide(key);
        return leaves;

        void Hide(SqlColumn column)
        {
            if (!leaves.Any(leaf => leaf.Column == column))
                leaves.Add(new SqlLeaf(column) { Hidden = true });
        }
    }

    // The columns of a unique key that the parts fill; else a reference by itself; else everything that is said.
    private static SqlAttribute[] Identity(SqlChildConfig said, SqlTable table, SqlAttribute[] columns, HashSet<string> linked)
    {
        var written = columns.Take(said.Parts.Count).Concat(TypesOf(columns, columns[..said.Parts.Count])).Distinct().ToArray();
        foreach (var key in table.UniqueKeys.OrderBy(key => key.Count))
        {
            var rest = key.Where(name => !linked.Contains(name)).ToList();
            var found = rest.Select(name => Array.Find(written, column => Names.Equals(column.Column.Name, name))).OfType<SqlAttribute>().ToArray();
            if (rest.Count > 0 && found.Length == rest.Count)
                return found;
        }

        var value = Array.Find(written, column => column.IsReference && column.Schema.Name == "value");
        return value is null ? written : [value, .. TypesOf(columns, [value])];
    }

    private static IEnumerable<SqlAttribute> TypesOf(SqlAttribute[] columns, SqlAttribute[] parts) =>
        parts.Where(part => part.TypeOrdinal >= 0).Select(part => columns[part.TypeOrdinal]);

    private SqlChildWrite DefaultWrite(SqlTable table)
    {
        if (table.IsView)
            return SqlChildWrite.None;
        return config.ObjectTypes.Any(type => Names.Equals(type.Table, table.Name)) ? SqlChildWrite.Link : SqlChildWrite.Rows;
    }

    private IEnumerable<string> Order(SqlChildConfig said, SqlTable table, SqlAttribute[] columns)
    {
        if (said.Order.Count > 0)
            return said.Order.Select(name => config.Dialect.Quote(ColumnOf(said, table, name).Name));
        var key = table.Columns.Where(column => column.KeyPlace > 0).OrderBy(column => column.KeyPlace).Select(column => config.Dialect.Quote(column.Name)).ToList();
        return key.Count > 0 ? key : columns.Where(column => column.Schema.Type is not AttributeType.Binary).Select(column => column.Quoted);
    }

    private static AttributeSchema Schema(SqlChildConfig said, SqlAttribute[] columns, SqlChildWrite write)
    {
        var mutability = write is SqlChildWrite.None ? AttributeMutability.ReadOnly : AttributeMutability.ReadWrite;
        if (!said.IsComplex)
            return columns[0].Schema with { Name = said.Attribute, MultiValued = true, Mutability = mutability, Required = false, Unique = false };
        return new AttributeSchema
        {
            Name = said.Attribute,
            Type = AttributeType.Complex,
            MultiValued = true,
            Mutability = mutability,
            SubAttributes = [.. columns.Take(said.Parts.Count).Select(part => part.Schema)],
        };
    }

    private SqlColumn ColumnOf(SqlChildConfig said, SqlTable table, string name) =>
        table.Columns.FirstOrDefault(column => Names.Equals(column.Name, name))
        ?? throw Refuse(said, $"'{table.Name}' has no column '{name}'. Use one of {string.Join(", ", table.Columns.Select(column => column.Name))}.");

    private ConnectorException Refuse(SqlChildConfig said, string message) => SqlTypeBinder.Refuse(typeConfig.Name, $"attribute '{said.Attribute}': {message}");
}
