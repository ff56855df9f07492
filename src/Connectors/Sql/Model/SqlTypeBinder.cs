using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Binds one object type to what it is read from, what it is written to, and its child tables.</summary>
internal sealed class SqlTypeBinder(SqlConfig config, SqlObjectTypeConfig typeConfig, SqlSourceBinder sources)
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    private bool HasCommands => typeConfig.Export?.HasCommands is true;

    public static ConnectorException Refuse(string type, string message) =>
        new(new ConnectorError(ConnectorErrorKind.Invalid, $"Object type '{type}': {message}"));

    public SqlObjectType Bind()
    {
        var target = typeConfig.Table.Length > 0 ? Table(typeConfig.Table, "table") : null;
        var (source, table) = BindSource(target);
        var anchor = AnchorColumns(table);
        CheckAnchor(source, table, anchor);
        var attributes = new SqlColumnBinder(config.Dialect, typeConfig.Rename, typeConfig).Bind(Leaves(table, target, anchor));
        CheckAnchorTypes(attributes);

        var names = attributes.Where(attribute => attribute.Slot >= 0).Select(attribute => attribute.Name).ToList();
        SqlComplex[] complex = [.. typeConfig.Complex.Select((said, index) => Complex(said, names.Count + index, attributes))];
        var children = new SqlChildBinder(config, typeConfig, attributes);
        SqlChild[] bound = [.. typeConfig.Children.Select((said, index) => children.Bind(said, Table(said.Table, "children: table"), names.Count + complex.Length + index))];
        AttributeSchema[] schemas =
        [
            .. attributes.Where(attribute => attribute.Slot >= 0 || (attribute.Schema.WriteOnly && attribute.Owner is null)).Select(attribute => attribute.Schema),
            .. complex.Select(one => one.Schema), .. bound.Select(child => child.Schema),
        ];
        if (schemas.Select(schema => schema.Name).Distinct(Names).Count() != schemas.Length)
            throw Refuse("two columns would have the same attribute name. Give each a name of its own.");

        var anchorNames = attributes.Where(attribute => attribute.IsAnchor).OrderBy(attribute => attribute.AnchorPlace).Select(attribute => attribute.Name);
        return new SqlObjectType(new SqlObjectTypeParts
        {
            Dialect = config.Dialect,
            Table = table,
            Source = source,
            Target = target,
            Commands = new SqlCommandBinder(typeConfig, sources, attributes).Bind(),
            Attributes = attributes,
            Readable = attributes.TakeWhile(attribute => !attribute.Schema.WriteOnly).Count(),
            Complex = complex,
            Children = bound,
            CanRename = typeConfig.Rename,
            Names = new SqlNames([.. names, .. complex.Select(one => one.Schema.Name), .. bound.Select(child => child.Name)]),
            Schema = new ObjectTypeSchema(typeConfig.Name, [.. anchorNames], schemas),
        });
    }

    // Without a table to write to and without statements, nothing is written.
    private (SqlSource Source, SqlTable Table) BindSource(SqlTable? target)
    {
        try
        {
            var (source, table) = sources.Bind(typeConfig, target);
            if (source.From is null && typeConfig.Children.Count > 0)
                throw Refuse("is read by calls of a procedure, to which child tables cannot be joined. Name a table or view under 'table' too.");
            return target is null && !HasCommands ? (source, table with { Columns = [.. table.Columns.Select(column => column with { Generated = true })] }) : (source, table);
        }
        catch (ConnectorException e) when (e.Error.Kind is ConnectorErrorKind.Invalid or ConnectorErrorKind.Unsupported && !e.Message.StartsWith("Object type", StringComparison.Ordinal))
        {
            throw new ConnectorException(e.Error with { Message = $"Object type '{typeConfig.Name}': import: {e.Message}" }, e);
        }
    }

    private SqlTable Table(string name, string key) =>
        sources.ReadTable(name) ?? throw Refuse(NoTable(name, key));

    /// <summary>Databases hide what an account has no right to, so that a table may be there all the same (H/WIZ-41).</summary>
    public static string NoTable(string name, string key) =>
        $"there is no table or view '{name}' that the account can see. Create it, or correct '{key}' (schema.table where it stands in another schema); if it is there, grant the account its rights.";

    private static SqlComplex Complex(SqlComplexConfig said, int slot, SqlAttribute[] attributes)
    {
        SqlAttribute[] parts = [.. attributes.Where(attribute => attribute.Owner == said.Attribute && !attribute.Schema.WriteOnly)];
        var schema = new AttributeSchema
        {
            Name = said.Attribute,
            Type = AttributeType.Complex,
            SubAttributes = [.. parts.Select(part => part.Schema)],
            Mutability = parts.All(part => part.Schema.Mutability is AttributeMutability.ReadOnly) ? AttributeMutability.ReadOnly : AttributeMutability.ReadWrite,
        };
        return new SqlComplex(schema, slot, parts);
    }

    private List<SqlColumn> AnchorColumns(SqlTable table)
    {
        if (typeConfig.Anchor.Count == 0)
            return [.. table.Columns.Where(column => column.KeyPlace > 0).OrderBy(column => column.KeyPlace)];
        return [.. typeConfig.Anchor.Select(name => ColumnOf(table, ColumnName(name)))];
    }

    // Without a unique key, paging by anchor would lose rows and an update could hit several.
    private void CheckAnchor(SqlSource source, SqlTable table, List<SqlColumn> anchor)
    {
        if (anchor.Count == 0)
            throw Refuse($"'{table.Name}' has no primary key. Name the columns that identify a row under 'anchor'.");
        if (table.IsView || !source.IsWhatIsWritten)
            return;

        var names = anchor.Select(column => column.Name).ToHashSet(Names);
        if (!table.UniqueKeys.Any(names.IsSupersetOf))
            throw Refuse($"nothing keeps ({string.Join(", ", names)}) unique in '{table.Name}'. Choose the primary key, or add a unique index with the columns' own collation.");
    }

    private void CheckAnchorTypes(SqlAttribute[] attributes)
    {
        foreach (var attribute in attributes.Where(attribute => attribute.IsAnchor))
        {
            if (attribute.Schema.Type is not (AttributeType.String or AttributeType.Integer or AttributeType.Binary))
                throw Refuse($"column '{attribute.Column.Name}' is a {attribute.Schema.Type} and cannot be an anchor. Choose a text or whole-number key.");
        }
    }

    // Columns in the table's order, those that are only written last.
    private List<SqlLeaf> Leaves(SqlTable table, SqlTable? target, List<SqlColumn> anchor)
    {
        var said = new Dictionary<string, (SqlAttributeConfig Config, string? Owner)>(Names);
        List<SqlLeaf> written = [];
        foreach (var (attribute, owner) in typeConfig.Attributes.Select(attribute => (attribute, (string?)null))
            .Concat(typeConfig.Complex.SelectMany(complex => complex.Parts.Select(part => (part, (string?)complex.Attribute)))))
        {
            if (attribute.WriteOnly && Find(table, attribute.ColumnName) is null && (Find(target, attribute.ColumnName) is not null || HasCommands))
                written.Add(Virtual(attribute, target));
            else if (!said.TryAdd(ColumnOf(table, attribute.ColumnName).Name, (attribute, owner)))
                throw Refuse($"column '{attribute.ColumnName}' stands for two attributes. Keep one of them.");
        }

        string?[] passwords = [typeConfig.Password?.Attribute, typeConfig.Password?.OldAttribute];
        foreach (var name in passwords.OfType<string>().Where(name => !said.Values.Any(one => Names.Equals(one.Config.Name, name))))
            written.Add(Virtual(new SqlAttributeConfig { Name = name, Type = AttributeType.String, WriteOnly = true }, null));

        var typeColumns = said.Values.Select(one => one.Config.TypeColumn).OfType<string>().Select(name => ColumnOf(table, name).Name).ToHashSet(Names);
        var joins = typeConfig.Children.SelectMany(child => child.Join).Select(join => ColumnOf(table, ColumnName(join.Parent)).Name).ToHashSet(Names);
        typeColumns.UnionWith(typeConfig.Filter.Keys);
        var selected = Selected(table, anchor);
        List<SqlLeaf> leaves = [];
        foreach (var column in table.Columns)
        {
            var (attribute, owner) = said.GetValueOrDefault(column.Name);
            var shown = owner is not null || (selected.Contains(column.Name) && (attribute is not null || !typeColumns.Contains(column.Name)));
            if (shown || typeColumns.Contains(column.Name) || joins.Contains(column.Name))
                leaves.Add(new SqlLeaf(column) { Said = attribute, Owner = owner, Hidden = !shown, AnchorPlace = anchor.IndexOf(column) });
        }

        return [.. leaves.OrderBy(leaf => leaf.WriteOnly), .. written];
    }

    private static SqlLeaf Virtual(SqlAttributeConfig attribute, SqlTable? target)
    {
        var column = Find(target, attribute.ColumnName);
        return new SqlLeaf(column ?? new SqlColumn { Name = attribute.ColumnName, DeclaredType = "" }) { Said = attribute, IsVirtual = column is null };
    }

    private HashSet<string> Selected(SqlTable table, List<SqlColumn> anchor)
    {
        if (typeConfig.Select.Count == 0)
            return table.Columns.Select(column => column.Name).ToHashSet(Names);

        HashSet<string> wanted = new(typeConfig.Select.Select(name => ColumnOf(table, ColumnName(name)).Name), Names);
        wanted.UnionWith(anchor.Select(column => column.Name));
        return wanted;
    }

    private string ColumnName(string attribute) => typeConfig.Attributes.FirstOrDefault(candidate => Names.Equals(candidate.Name, attribute))?.ColumnName ?? attribute;

    private static SqlColumn? Find(SqlTable? table, string name) => table?.Columns.FirstOrDefault(column => Names.Equals(column.Name, name));

    private SqlColumn ColumnOf(SqlTable table, string name) =>
        Find(table, name)
        ?? throw Refuse($"'{table.Name}' has no column '{name}'. Use one of {string.Join(", ", table.Columns.Select(column => column.Name))}.");

    private ConnectorException Refuse(string message) => Refuse(typeConfig.Name, message);
}
