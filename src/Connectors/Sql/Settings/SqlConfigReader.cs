using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads a <see cref="SqlConfig"/> from settings and finds every fault that shows without asking the database.</summary>
internal static class SqlConfigReader
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static SqlConfig Read(JsonObject settings, Func<ISqlDialect[]> dialects, List<string> faults)
    {
        settings = SqlMacros.Apply(settings, faults);
        var reader = new SettingsReader(settings, "", faults);
        var config = ReadAccess(reader, dialects);
        config = config with { ObjectTypes = ReadObjectTypes(reader, config, dialects) };
        CheckReferences(config, reader);
        return config;
    }

    /// <summary>Reads how the database is reached and no more.</summary>
    public static SqlConfig ReadAccess(JsonObject settings, Func<ISqlDialect[]> dialects, List<string> faults) => ReadAccess(new SettingsReader(settings, "", faults), dialects);

    private static SqlConfig ReadAccess(SettingsReader reader, Func<ISqlDialect[]> dialects)
    {
        reader.RefuseUnknown(
            "provider", "connectionString", "dataSource", "user", "password", "assembly", "factory", "product", "commandTimeout", "objectTypes", "macros", "timeZone", "format",
            "namedParameters", "delta");
        var config = new SqlConfig
        {
            Dialect = ReadDialect(reader, dialects()),
            ConnectionString = reader.Text("connectionString"),
            DataSource = reader.Text("dataSource"),
            User = reader.Text("user"),
            Assembly = reader.Text("assembly"),
            Factory = reader.Text("factory"),
            Product = reader.Text("product"),
            Password = ReadPassword(reader),
            CommandTimeout = reader.Number("commandTimeout", SqlConfig.DefaultCommandTimeout, least: 1, most: 3600),
        };
        CheckConnection(config, reader);
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

    private static List<SqlObjectTypeConfig> ReadObjectTypes(SettingsReader reader, SqlConfig config, Func<ISqlDialect[]> dialects)
    {
        List<SqlObjectTypeConfig> types = [];
        HashSet<string> seen = new(Names);
        var defaults = new SqlObjectTypeDefaults
        {
            TimeZone = SqlAttributeReader.ReadTimeZone(reader, "timeZone"),
            Format = SqlAttributeReader.ReadFormat(reader),
            Delta = SqlDeltaReader.Read(reader, null),
            NamedParameters = reader.Flag("namedParameters") ?? false,
        };
        foreach (var child in reader.Children("objectTypes"))
        {
            var type = SqlObjectTypeReader.Read(child, defaults) with { Connection = ReadPartition(child, config, dialects) };
            if (type.Name.Length > 0 && !seen.Add(type.Name))
                child.Fault("name", $"'{type.Name}' is used twice. Give each object type a name of its own.");
            types.Add(type);
        }

        if (types.Count == 0)
            reader.Fault("objectTypes", "is empty. List at least one object type with its name and table.");
        return types;
    }

    // What a partition leaves out it takes from the connection; another database needs a name of its own (H/SQL-75).
    private static SqlConfig? ReadPartition(SettingsReader type, SqlConfig config, Func<ISqlDialect[]> dialects)
    {
        if (type.Child("connection") is not { } reader)
            return null;
        reader.RefuseUnknown("provider", "connectionString", "dataSource", "user", "password", "assembly", "factory", "product", "commandTimeout");
        var moved = reader.Has("connectionString") || reader.Has("dataSource");
        var own = config with
        {
            Dialect = reader.Has("provider") ? ReadDialect(reader, dialects()) : moved ? Array.Find(dialects(), dialect => dialect.Provider == config.Dialect.Provider)! : config.Dialect,
            ConnectionString = moved ? reader.Text("connectionString") : config.ConnectionString,
            DataSource = moved ? reader.Text("dataSource") : config.DataSource,
            User = reader.Text("user") ?? config.User,
            Assembly = reader.Text("assembly") ?? config.Assembly,
            Factory = reader.Text("factory") ?? config.Factory,
            Product = reader.Text("product") ?? config.Product,
            Password = reader.Has("password") ? ReadPassword(reader) : config.Password,
            CommandTimeout = reader.Number("commandTimeout", config.CommandTimeout, least: 1, most: 3600),
        };
        CheckConnection(own, reader);
        return own;
    }

    private static void CheckReferences(SqlConfig config, SettingsReader reader)
    {
        for (var t = 0; t < config.ObjectTypes.Count; t++)
        {
            var (type, path) = (config.ObjectTypes[t], $"objectTypes[{t}]");
            for (var a = 0; a < type.Attributes.Count; a++)
                CheckReference(config, reader, type.Attributes[a], $"{path}.attributes[{a}].references");
            for (var c = 0; c < type.Complex.Count; c++)
                CheckParts(config, reader, type.Complex[c].Parts, $"{path}.complex[{c}]");
            for (var c = 0; c < type.Children.Count; c++)
                CheckParts(config, reader, type.Children[c].Parts, $"{path}.children[{c}]");
        }
    }

    private static void CheckParts(SqlConfig config, SettingsReader reader, IReadOnlyList<SqlAttributeConfig> parts, string path)
    {
        foreach (var part in parts)
            CheckReference(config, reader, part, $"{path}.columns.{part.Name}.references");
    }

    private static void CheckReference(SqlConfig config, SettingsReader reader, SqlAttributeConfig attribute, string key)
    {
        if (attribute.References is not { } target || target == AttributeSchema.AnyType)
            return;
        var referent = config.ObjectTypes.FirstOrDefault(type => Names.Equals(type.Name, target));
        if (referent is null)
            reader.Fault(key, $"'{target}' is not an object type of this connection. Name one that is listed under objectTypes.");
        else if (referent.Anchor.Count > 1)
            reader.Fault(key, $"'{target}' has an anchor of {referent.Anchor.Count} values, which one column cannot hold. Point to a type with one.");
    }
}
