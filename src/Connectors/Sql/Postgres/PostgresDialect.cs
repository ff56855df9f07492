using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Apply;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Postgres;

/// <summary>PostgreSQL by its own driver. The connection string is the driver's; TLS is set there (<c>SSL Mode</c>, <c>Root Certificate</c>).</summary>
internal sealed class PostgresDialect : ServerDialect, ISqlPipeline
{
    private const int PreparedStatements = 200;

    public PostgresDialect() => Flavor = PostgresFlavor.Instance;

    public override string Provider => "postgres";

    public override void CheckConnection(SqlConfig config, SettingsReader reader)
    {
        var key = config.ConnectionString is null ? "dataSource" : "connectionString";
        try
        {
            var builder = ConnectionString(config);
            if (!string.IsNullOrEmpty(builder.Password))
                reader.Fault(key, "holds a password. Take it out and give it by reference under 'password'.");
            if (string.IsNullOrEmpty(builder.Host))
                reader.Fault(key, "names no server. Write it like 'Host=db.example.com;Database=hr'.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The driver's message may repeat a value.
            reader.Fault(key, "is not a PostgreSQL connection string. Write it like 'Host=db.example.com;Port=5432;Database=hr;SSL Mode=VerifyFull'.");
        }
    }

    public override DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly)
    {
        var builder = ConnectionString(config);
        builder.Pooling = false;
        builder.Enlist = false;
        builder.IncludeErrorDetail = false;
        if (config.User is not null)
            builder.Username = config.User;
        if (Password(config, context) is { } password)
            builder.Password = password;
        if (builder.RootCertificate is { Length: > 0 } root)
            builder.RootCertificate = Path.GetFullPath(root, Path.GetFullPath(context.BaseFolder));
        builder.ApplicationName ??= "sutler";
        builder.MaxAutoPrepare = PreparedStatements;
        builder.AutoPrepareMinUsages = 2;
        // The server stops a statement first; the driver's limit is for a server that no longer answers.
        builder.CommandTimeout = config.CommandTimeout + 5;
        builder.Timezone = "UTC";
        var options = new SessionOptions(readOnly, config.CommandTimeout);
        builder.Options = string.Join(' ', [builder.Options ?? "", .. PostgresFlavor.Parameters(options).Select(parameter => $"-c {parameter.Name}={parameter.Value}")]).Trim();
        var connection = new NpgsqlConnection(builder.ConnectionString);
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

    public SqlPipelineOutcome Send(SqlSession session, DbTransaction transaction, ReadOnlySpan<SqlOperation> operations) =>
        PostgresPipeline.Send(session, transaction, operations);

    // Once a value of every row: straight to where it is made.
    public override object? FromColumn(SqlAttribute attribute, object value) => ServerValues.FromColumn(attribute, value);

    // Text has no type of its own: the server takes that of the column it meets, so that uuid, jsonb, citext, inet, enums and the like are
    // compared and written by their own rules.
    public override void Assign(DbParameter parameter, object value)
    {
        var target = (NpgsqlParameter)parameter;
        if (value is string)
            target.NpgsqlDbType = NpgsqlDbType.Unknown;
        else
            target.ResetDbType();
        target.Value = value;
    }

    // "server", "server:5432", "server:5432/database"
    private static NpgsqlConnectionStringBuilder ConnectionString(SqlConfig config)
    {
        if (config.ConnectionString is not null)
            return new NpgsqlConnectionStringBuilder(config.ConnectionString);
        var parts = config.DataSource!.Split('/', 2);
        var host = parts[0].Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = host[0] };
        if (host.Length > 1)
            builder.Port = int.Parse(host[1], NumberStyles.None, CultureInfo.InvariantCulture);
        if (parts.Length > 1)
            builder.Database = parts[1];
        return builder;
    }
}
