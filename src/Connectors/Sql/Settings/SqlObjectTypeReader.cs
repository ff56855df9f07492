namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads one item of <c>objectTypes</c>.</summary>
internal static class SqlObjectTypeReader
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static SqlObjectTypeConfig Read(SettingsReader reader, SqlObjectTypeDefaults defaults)
    {
        reader.RefuseUnknown(
            "name", "table", "anchor", "select", "attributes", "complex", "children", "rename", "import", "export", "password", "attributeQuery", "namedParameters",
            "timeZone", "format", "connection", "delta", "filter", "types");
        var import = SqlCommandReader.ReadSource(reader, "import");
        var type = new SqlObjectTypeConfig
        {
            Name = reader.Required("name", "Name the object type, such as User."),
            Table = import is null ? reader.Required("table", "Name the table that holds the objects.") : reader.Text("table") ?? "",
            Anchor = ReadNames(reader, "anchor"),
            Select = ReadNames(reader, "select"),
            Attributes = ReadAttributes(reader),
            Complex = [.. reader.Children("complex").Select(ReadComplex)],
            Rename = reader.Flag("rename") ?? false,
            Import = import,
            Filter = reader.Named("filter").ToDictionary(pair => pair.Name, pair => pair.Text ?? "", Names),
            Types = ReadTypes(reader),
            Export = ReadExport(reader),
            Password = ReadPassword(reader),
            AttributeQuery = reader.Text("attributeQuery"),
            NamedParameters = reader.Flag("namedParameters") ?? defaults.NamedParameters,
            TimeZone = SqlAttributeReader.ReadTimeZone(reader, "timeZone") ?? defaults.TimeZone,
            Format = SqlAttributeReader.ReadFormat(reader) ?? defaults.Format,
        };
        type = type with { Children = [.. reader.Children("children").Select(child => SqlChildConfigReader.Read(child, type))] };
        type = type with { Delta = SqlDeltaReader.Read(reader, type) ?? defaults.Delta ?? new() };
        SqlDeltaReader.CheckChildren(reader, type);
        CheckNames(reader, type);
        return type;
    }

    private static SqlTypesConfig? ReadTypes(SettingsReader reader)
    {
        if (reader.Child("types") is not { } types)
            return null;
        types.RefuseUnknown("column", "query");
        return new SqlTypesConfig(types.Required("column", "Name the column that holds the object type."), types.Text("query"));
    }

    private static SqlExportConfig? ReadExport(SettingsReader reader)
    {
        if (reader.Child("export") is not { } export)
            return null;
        export.RefuseUnknown("insert", "update", "delete", "objectReplace");
        return new SqlExportConfig
        {
            Add = SqlCommandReader.Read(export, "insert"),
            Update = SqlCommandReader.Read(export, "update"),
            Delete = SqlCommandReader.Read(export, "delete"),
            ObjectReplace = export.Flag("objectReplace") ?? false,
        };
    }

    private static SqlPasswordConfig? ReadPassword(SettingsReader reader)
    {
        if (reader.Child("password") is not { } password)
            return null;
        password.RefuseUnknown("attribute", "oldAttribute", "set", "change");
        var config = new SqlPasswordConfig
        {
            Attribute = password.Text("attribute") ?? SqlPasswordConfig.DefaultAttribute,
            OldAttribute = password.Text("oldAttribute"),
            Set = SqlCommandReader.Read(password, "set"),
            Change = SqlCommandReader.Read(password, "change"),
        };
        if (config.Set.Count == 0)
            password.Fault("set", "is missing. Write the statement or procedure that sets a password.");
        if (config.OldAttribute is null != (config.Change.Count == 0))
            password.Fault("change", "and 'oldAttribute' go together. Give both, or neither.");
        return config;
    }

    public static IReadOnlyList<string> ReadNames(SettingsReader reader, string key)
    {
        var names = reader.Texts(key);
        if (names.Distinct(Names).Count() != names.Count)
            reader.Fault(key, "names something twice. Name each once.");
        return names;
    }

    private static List<SqlAttributeConfig> ReadAttributes(SettingsReader reader)
    {
        List<SqlAttributeConfig> attributes = [];
        HashSet<string> seen = new(Names);
        foreach (var child in reader.Children("attributes"))
        {
            var attribute = SqlAttributeReader.Read(child);
            if (attribute.Name.Length > 0 && !seen.Add(attribute.Name))
                child.Fault("name", $"'{attribute.Name}' is used twice. List each attribute once.");
            attributes.Add(attribute);
        }

        return attributes;
    }

    private static SqlComplexConfig ReadComplex(SettingsReader reader)
    {
        reader.RefuseUnknown("attribute", "columns");
        return new SqlComplexConfig
        {
            Attribute = reader.Required("attribute", "Name the attribute that the columns stand under."),
            Parts = SqlAttributeReader.ReadParts(reader),
        };
    }

    private static void CheckNames(SettingsReader reader, SqlObjectTypeConfig type)
    {
        HashSet<string> seen = new(type.Attributes.Select(attribute => attribute.Name), Names);
        foreach (var (name, key) in type.Complex.Select(complex => (complex.Attribute, "complex")).Concat(type.Children.Select(child => (child.Attribute, "children"))))
        {
            if (name.Length > 0 && !seen.Add(name))
                reader.Fault(key, $"'{name}' is used twice. Give each attribute a name of its own.");
        }
    }
}
