using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Postgres;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>
/// Any database with an ADO.NET provider, loaded at run time from the file and factory type that the settings name. The product, and with it the
/// flavor of SQL, is what the provider says, unless <c>product</c> says it.
/// </summary>
internal sealed class AdoDialect : ServerDialect
{
    // By their names: the provider that was loaded is not the one that this assembly knows.
    private const string NpgsqlType = "NpgsqlDbType";
    private const string Untyped = "Unknown";

    private static readonly string[] PasswordKeys = ["Password", "PWD"];
    private static readonly string[] UserKeys = ["User ID", "Username", "UID"];

    private readonly Lock _lock = new();
    private DbProviderFactory? _factory;

    public override string Provider => "ado";

    public override void CheckConnection(SqlConfig config, SettingsReader reader)
    {
        if (config.Assembly is null)
            reader.Fault("assembly", "is missing. Name the file of the provider, such as 'providers/Oracle.ManagedDataAccess.dll'.");
        if (config.Factory is null)
            reader.Fault("factory", "is missing. Name the provider's factory type, such as 'Oracle.ManagedDataAccess.Client.OracleClientFactory'.");
        if (config.ConnectionString is null)
            reader.Fault("connectionString", "is missing. Write it as the provider's documents say, without the password.");
        else if (PasswordKeys.Any(key => Holds(config.ConnectionString, key)))
            reader.Fault("connectionString", "holds a password. Take it out and give it by reference under 'password'.");
    }

    public override DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly)
    {
        var factory = Factory(config, context);
        var connection = factory.CreateConnection()
            ?? throw Refuse($"the factory '{config.Factory}' makes no connections. Name another type of the provider.");
        try
        {
            connection.ConnectionString = ConnectionString(factory, config, context);
            connection.Open();
            if (!KnowsFlavor)
                Flavor = Flavors.Of(config.Product ?? Product(connection));
            Begin(connection, config, readOnly);
            return connection;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The provider's message may repeat a part of the string.
            connection.Dispose();
            throw Refuse($"the provider does not take the connection string ({e.GetType().Name}). Write it as the provider's documents say.");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // PostgreSQL compares text by the type of the column it meets only when the text has no type of its own.
    public override void Assign(DbParameter parameter, object value)
    {
        if (Flavor is PostgresFlavor && parameter.GetType().GetProperty(NpgsqlType) is { } type)
        {
            if (value is string)
                type.SetValue(parameter, Enum.Parse(type.PropertyType, Untyped));
            else
                parameter.ResetDbType();
        }

        parameter.Value = value;
    }

    private DbProviderFactory Factory(SqlConfig config, ConnectorContext context)
    {
        lock (_lock)
            return _factory ??= ProviderLoader.Load(Path.GetFullPath(config.Assembly!, Path.GetFullPath(context.BaseFolder)), config.Factory!);
    }

    private static string ConnectionString(DbProviderFactory factory, SqlConfig config, ConnectorContext context)
    {
        var builder = factory.CreateConnectionStringBuilder() ?? new DbConnectionStringBuilder();
        builder.ConnectionString = config.ConnectionString;
        Set(builder, UserKeys, config.User);
        Set(builder, PasswordKeys, Password(config, context));
        return builder.ConnectionString;
    }

    private static void Set(DbConnectionStringBuilder builder, string[] keys, string? value)
    {
        if (value is null)
            return;
        // A builder without keys of its own takes any: the last of the list is ODBC's.
        var tried = builder.GetType() == typeof(DbConnectionStringBuilder) ? keys[^1..] : keys;
        foreach (var key in tried)
        {
            try
            {
                builder[key] = value;
                return;
            }
            catch (ArgumentException)
            {
                // This provider calls it otherwise.
            }
        }
    }

    private static bool Holds(string text, string key)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text }.ContainsKey(key);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Product(DbConnection connection)
    {
        try
        {
            var row = connection.GetSchema(DbMetaDataCollectionNames.DataSourceInformation).Rows[0];
            return $"{row[DbMetaDataColumnNames.DataSourceProductName]} {connection.GetType().Name}";
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or IndexOutOfRangeException)
        {
            return connection.GetType().Name;
        }
    }

    private static ConnectorException Refuse(string message) => new(new ConnectorError(ConnectorErrorKind.Invalid, $"ADO.NET provider: {message}"));
}
