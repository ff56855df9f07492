using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads a <see cref="SqlConfig"/> from settings and finds every fault that shows without asking the database.</summary>
internal static class SqlConfigReader
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static SqlConfig Read(JsonObject settings, ISqlDialect[] dialects, List<string> faults)
    {
        var reader = new SettingsReader(settings, "", faults);
        reader.RefuseUnknown("provider", "connectionString", "dataSource", "password", "commandTimeout", "objectTypes");
        var config = new SqlConfig
        {
            Dialect = ReadDialect(reader, dialects),
            ConnectionString = reader.Text("connectionString"),
            DataSource = reader.Text("dataSource"),
            Password = ReadPassword(reader),
            CommandTimeout = reader.Number("commandTimeout", SqlConfig.DefaultCommandTimeout, least: 1, most: 3600),
            ObjectTypes = ReadObjectTypes(reader),
        };
        CheckConnection(config, reader);
        CheckReferences(config, reader);
        return config;
    }

    private static ISqlDialect ReadDialect(SettingsReader reader, ISqlDialect[] dialects)
    {
        var words = string.Join(", ", dialects.Select(dialect => dialect.Provider));
        var provider = reader.Required("provider", $"Write one of: {words}.");
        var found = Array.Find(dialects, dialect => Names.Equals(dialect.Provider, provider));
        if (found is null && provider.Length > 0)
            reader.Fault("provider", $"'{provider}' is not a known provider. Write one of: {words}.");
        return found ?? dialects[0];
    }

    private static string? ReadPassword(SettingsReader reader)
    {
        var password = reader.Text("password");
        if (password is null || password.StartsWith("env:", StringComparison.Ordinal) || password.StartsWith("file:", StringComparison.Ordinal))
            return password;

        // The value may be the password itself: it is not repeated in the message.
        reader.Fault("password", "must be a reference, not the secret. Put the secret elsewhere and write env:NAME or file:PATH.");
        return null;
    }

    private static void CheckConnection(SqlConfig config, SettingsReader reader)
    {
        if (config is { ConnectionString: null, DataSource: null })
            reader.Fault("dataSource", "is missing. Name the database here, or give a connectionString.");
        else if (config is { ConnectionString: not null, DataSource: not null })
            reader.Fault("dataSource", "stands beside connectionString. Keep one of the two.");
        else
            config.Dialect.CheckConnection(config, reader);
    }

    private static List<SqlObjectTypeConfig> ReadObjectTypes(SettingsReader reader)
    {
        List<SqlObjectTypeConfig> types = [];
        HashSet<string> seen = new(Names);
        foreach (var child in reader.Children("objectTypes"))
        {
            child.RefuseUnknown("name", "table", "anchor", "select", "attributes");
            var type = new SqlObjectTypeConfig
            {
                Name = child.Required("name", "Name the object type, such as User."),
                Table = child.Required("table", "Name the table that holds the objects."),
                Anchor = ReadNames(child, "anchor"),
                Select = ReadNames(child, "select"),
                Attributes = ReadAttributes(child),
            };
            if (type.Name.Length > 0 && !seen.Add(type.Name))
                child.Fault("name", $"'{type.Name}' is used twice. Give each object type a name of its own.");
            types.Add(type);
        }

        if (types.Count == 0)
            reader.Fault("objectTypes", "is empty. List at least one object type with its name and table.");
        return types;
    }

    private static IReadOnlyList<string> ReadNames(SettingsReader reader, string key)
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
            child.RefuseUnknown("name", "column", "type", "references", "readOnly", "required", "caseExact", "format");
            var attribute = new SqlAttributeConfig
            {
                Name = child.Required("name", "Name the attribute; it is the column's name unless 'column' says otherwise."),
                Column = child.Text("column"),
                Type = ReadType(child),
                References = child.Text("references"),
                ReadOnly = child.Flag("readOnly"),
                Required = child.Flag("required"),
                CaseExact = child.Flag("caseExact"),
                Format = child.Text("format"),
            };
            if (attribute.Name.Length > 0 && !seen.Add(attribute.Name))
                child.Fault("name", $"'{attribute.Name}' is used twice. List each attribute once.");
            if (attribute is { References: not null, Type: not (null or AttributeType.Reference) })
                child.Fault("type", "does not go with 'references'. Take one of the two out.");
            if (attribute is { Type: AttributeType.Reference, References: null })
                child.Fault("references", "is missing. Name the object type that the reference points to.");
            if (attribute is { Format: not null, Type: not AttributeType.DateTime })
                child.Fault("format", "goes with type dateTime only. Write 'type: dateTime' too, or take it out.");
            attributes.Add(attribute);
        }

        return attributes;
    }

    private static AttributeType? ReadType(SettingsReader reader)
    {
        var text = reader.Text("type");
        if (text is null)
            return null;
        if (text.All(char.IsAsciiLetter) && Enum.TryParse<AttributeType>(text, ignoreCase: true, out var type) && type is not AttributeType.Complex)
            return type;
        reader.Fault("type", $"'{text}' is not a type that a column can have. Write string, integer, decimal, boolean, dateTime, binary or reference.");
        return null;
    }

    private static void CheckReferences(SqlConfig config, SettingsReader reader)
    {
        for (var t = 0; t < config.ObjectTypes.Count; t++)
        {
            for (var a = 0; a < config.ObjectTypes[t].Attributes.Count; a++)
            {
                if (config.ObjectTypes[t].Attributes[a].References is not { } target)
                    continue;
                var referent = config.ObjectTypes.FirstOrDefault(type => Names.Equals(type.Name, target));
                var key = $"objectTypes[{t}].attributes[{a}].references";
                if (referent is null)
                    reader.Fault(key, $"'{target}' is not an object type of this connection. Name one that is listed under objectTypes.");
                else if (referent.Anchor.Count > 1)
                    reader.Fault(key, $"'{target}' has an anchor of {referent.Anchor.Count} values, which one column cannot hold. Point to a type with one.");
            }
        }
    }
}
