using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Providers;
using Sutler.Connectors.Sql.Settings;
using Sutler.Odbc;

namespace Sutler.Connectors.Sql.Odbc;

/// <summary>
/// Any database with an ODBC driver. The product tells its name at the first connection, and its flavor of SQL is used from then on. The
/// connection string is the driver's; <c>dataSource</c> names a DSN, or a DSN file when it ends with <c>.dsn</c> (H/SQL-10).
/// </summary>
internal sealed class OdbcDialect : ServerDialect
{
    // A server's own limits come first: it knows whether it was a lock that took so long.
    private const int Slack = 2;

    private static readonly string[] SecretKeys = ["PWD", "PASSWORD"];

    public override string Provider => "odbc";

    public override void CheckConnection(SqlConfig config, SettingsReader reader)
    {
        var key = config.ConnectionString is null ? "dataSource" : "connectionString";
        try
        {
            var builder = ConnectionString(config);
            if (SecretKeys.Any(builder.ContainsKey))
                reader.Fault(key, "holds a password. Take it out and give it by reference under 'password'.");
            if (!builder.ContainsKey("DRIVER") && !builder.ContainsKey("DSN") && !builder.ContainsKey("FILEDSN"))
                reader.Fault(key, "names neither a driver nor a data source. Write 'Driver=…;Server=…', 'DSN=…' or 'FILEDSN=…'.");
        }
        catch (ArgumentException)
        {
            // The framework's message may repeat a value.
            reader.Fault(key, "is not an ODBC connection string. Write key=value;key=value, and values with special characters in braces.");
        }
    }

    public override DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly)
    {
        var builder = ConnectionString(config);
        LocateFile(builder, context);
        if (!KnowsFlavor)
        {
            using var first = Connect(builder, config, context);
            Flavor = Flavors.Of(first.Product, first.Catalog.QuoteCharacter);
        }

        Complete(builder);
        var connection = Connect(builder, config, context);
        try
        {
            Begin(connection, config, readOnly);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static OdbcConnection Connect(DbConnectionStringBuilder builder, SqlConfig config, ConnectorContext context)
    {
        var connection = new OdbcConnection(builder.ConnectionString)
        {
            User = config.User,
            Password = Password(config, context),
            BaseFolder = Path.GetFullPath(context.BaseFolder),
            CommandSeconds = config.CommandTimeout + Slack,
        };
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // What the settings say themselves goes before what the flavor would set.
    private void Complete(DbConnectionStringBuilder builder)
    {
        foreach (var (key, value) in Flavor.OdbcEntries(DriverOf(builder)))
        {
            if (!builder.ContainsKey(key))
                builder[key] = value;
        }
    }

    private static string DriverOf(DbConnectionStringBuilder builder) => builder.TryGetValue("DRIVER", out var driver) ? (string)driver : "";

    // SQLite's driver would take the path from wherever the process stands.
    private static void LocateFile(DbConnectionStringBuilder builder, ConnectorContext context)
    {
        if (DriverOf(builder).Contains("sqlite", StringComparison.OrdinalIgnoreCase) && builder.TryGetValue("DATABASE", out var file))
            builder["DATABASE"] = Path.GetFullPath(((string)file).Trim('{', '}'), Path.GetFullPath(context.BaseFolder));
    }

    private static DbConnectionStringBuilder ConnectionString(SqlConfig config)
    {
        var builder = new DbConnectionStringBuilder(useOdbcRules: true);
        if (config.ConnectionString is not null)
            builder.ConnectionString = config.ConnectionString;
        else
            builder[config.DataSource!.EndsWith(".dsn", StringComparison.OrdinalIgnoreCase) ? "FILEDSN" : "DSN"] = config.DataSource;
        return builder;
    }
}
