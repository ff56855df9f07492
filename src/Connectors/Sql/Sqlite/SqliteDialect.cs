using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;
using Sutler.Storage.Secrets;
using Sutler.Storage.Sqlite;

namespace Sutler.Connectors.Sql.Sqlite;

/// <summary>SQLite 3.35 and later. Changes no mode of the customer's database: only the connection's own settings are set.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    private const int BusyMilliseconds = 250;

    public string Provider => "sqlite";

    // The library's own default since 3.32; a build may allow fewer, none in use does.
    public int MostParameters => 32_766;

    // A constraint undoes its statement and leaves the transaction (ON CONFLICT ABORT, the default).
    public bool FailureUndoesStatementOnly => true;

    public bool WritersAreSerial => true;

    // Only a column says its type; of an expression the driver would make one up.
    public AttributeType TypeOf(DbDataReader reader, int ordinal) =>
        SqliteCatalog.TypeOf(raw.sqlite3_column_decltype(((SqliteDataReader)reader).Handle, ordinal).utf8_to_string() ?? "");

    public void CheckConnection(SqlConfig config, SettingsReader reader)
    {
        var key = config.ConnectionString is null ? "dataSource" : "connectionString";
        try
        {
            var builder = ConnectionString(config);
            if (config.ConnectionString is not null && builder.Password.Length > 0)
                reader.Fault(key, "holds a password. Take it out and give it by reference under 'password'.");
            if (builder.DataSource.Length == 0 || builder.Mode is SqliteOpenMode.Memory || builder.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
                reader.Fault(key, "does not name a database file. Name the file, by a full path or one relative to the connection's folder.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            reader.Fault(key, $"is not a SQLite connection string ({e.Message}). Write it like 'Data Source=app.db'.");
        }
    }

    public DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly)
    {
        SystemSqlite.Use();
        var builder = ConnectionString(config);
        builder.DataSource = Path.GetFullPath(builder.DataSource, Path.GetFullPath(context.BaseFolder));
        builder.Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite;
        builder.Pooling = false;
        builder.DefaultTimeout = config.CommandTimeout;
        builder.ForeignKeys ??= true;
        if (config.Password is not null)
            builder.Password = Secret(config.Password, context);
        var connection = new SqliteConnection(builder.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
            return connection;
        }
        catch (InvalidOperationException e)
        {
            // Raised for a password alone: the system's library holds no encryption.
            connection.Dispose();
            const string Message = "The SQLite library of this system cannot open encrypted databases. Take 'password' out, or install a library that can.";
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Unsupported, Message), e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public DbTransaction BeginWrite(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    // When a failing commit has ended the transaction already, the driver still sends a ROLLBACK, fails, and can then not even close the
    // connection: so it is given a transaction to roll back, and whatever is left open after that is rolled back too.
    public void Abandon(DbTransaction transaction)
    {
        if (transaction.Connection is not SqliteConnection connection)
            return;
        if (!InTransaction(connection))
            raw.sqlite3_exec(connection.Handle, "BEGIN");
        transaction.Dispose();
        if (InTransaction(connection))
            raw.sqlite3_exec(connection.Handle, "ROLLBACK");
    }

    public bool InTransaction(DbConnection connection) =>
        connection.State is ConnectionState.Open && raw.sqlite3_get_autocommit(((SqliteConnection)connection).Handle) == 0;

    public void Interrupt(DbConnection connection, DbCommand? running)
    {
        if (connection.State is ConnectionState.Open)
            raw.sqlite3_interrupt(((SqliteConnection)connection).Handle);
    }

    public string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public string WithCase(string operand, bool caseExact) => $"{operand} COLLATE {(caseExact ? "BINARY" : "NOCASE")}";

    public SqlTable? ReadTable(DbConnection connection, string name) => new SqliteCatalog((SqliteConnection)connection).Read(name);

    public SqlInventory ReadInventory(DbConnection connection) => SqliteCatalog.Inventory(connection);

    public object? ToColumn(SqlAttribute attribute, object value, out string? fault) => SqliteValues.ToColumn(attribute, value, out fault);

    public object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault) => SqliteValues.AnchorToColumn(attribute, text, out fault);

    public string AsText(object value) => SqliteValues.AsText(value);

    public object? FromColumn(SqlAttribute attribute, object value) => SqliteValues.FromColumn(attribute, value);

    public ConnectorError Describe(DbException failure, SqlObjectType? type) => SqliteErrors.Describe((SqliteException)failure, type);

    private static string Secret(string reference, ConnectorContext context)
    {
        try
        {
            return context.ResolveSecret(reference);
        }
        catch (SecretException e)
        {
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Denied, $"password: {e.Message}"), e);
        }
    }

    private static SqliteConnectionStringBuilder ConnectionString(SqlConfig config) =>
        config.ConnectionString is null ? new() { DataSource = config.DataSource } : new(config.ConnectionString);
}
