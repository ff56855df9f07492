namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads one item of <c>objectTypes</c>.</summary>
internal static class SqlObjectTypeReader
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static SqlObjectTypeConfig Read(SettingsReader reader)
    {
        reader.RefuseUnknown("name", "table", "anchor", "select", "attributes", "complex", "children", "rename");
        var type = new SqlObjectTypeConfig
        {
            Name = reader.Required("name", "Name the object type, such as User."),
            Table = reader.Required("table", "Name the table that holds the objects."),
            Anchor = ReadNames(reader, "anchor"),
            Select = ReadNames(reader, "select"),
            Attributes = ReadAttributes(reader),
            Complex = [.. reader.Children("complex").Select(ReadComplex)],
            Rename = reader.Flag("rename") ?? false,
        };
        type = type with { Children = [.. reader.Children("children").Select(child => SqlChildReader.Read(child, type))] };
        CheckNames(reader, type);
        return type;
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
