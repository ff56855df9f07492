using System.Data;
using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;
using Sutler.Storage.Secrets;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>
/// A driver joined with a product's flavor. The flavor of a driver that speaks to several products is known from the first connection on, and
/// stays: one dialect object belongs to one connection of the host.
/// </summary>
internal abstract class ServerDialect : ISqlDialect
{
    private ISqlFlavor? _flavor;

    public abstract string Provider { get; }

    public int MostParameters => Flavor.MostParameters;

    public bool FailureUndoesStatementOnly => Flavor.FailureUndoesStatementOnly;

    public string InsertDefaults => Flavor.InsertDefaults;

    public SqlRowVersion? RowVersion => Flavor.RowVersion;

    protected ISqlFlavor Flavor
    {
        get => Volatile.Read(ref _flavor) ?? GenericFlavor.Plain;
        set => Volatile.Write(ref _flavor, value);
    }

    protected bool KnowsFlavor => Volatile.Read(ref _flavor) is not null;

    public abstract void CheckConnection(SqlConfig config, SettingsReader reader);

    public abstract DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly);

    public virtual DbTransaction BeginWrite(DbConnection connection) => connection.State is ConnectionState.Open
        ? connection.BeginTransaction(IsolationLevel.ReadCommitted)
        : throw new LostConnectionException();

    public void Abandon(DbTransaction transaction)
    {
        try
        {
            transaction.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // Its connection broke, and took it along.
        }
    }

    // A server that answers a failure has rolled back; only a connection that broke leaves it open what became of a commit.
    public virtual bool InTransaction(DbConnection connection) => connection.State is ConnectionState.Open;

    public virtual void Interrupt(DbConnection connection, DbCommand? running)
    {
        try
        {
            running?.Cancel();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or NotSupportedException)
        {
            // It ended meanwhile, or the driver cannot: the command's own timeout ends it then.
        }
    }

    public virtual void Assign(DbParameter parameter, object value) => parameter.Value = value;

    public bool ReturnsRows(ChangeKind kind) => Flavor.ReturnsRows(kind);

    public object[]? LastKey(DbConnection connection, DbTransaction transaction, SqlObjectType type) => Flavor.LastKey(connection, transaction, type);

    public string? Call(SqlCall call) => Flavor.Call(call);

    public AttributeType TypeOf(string dataTypeName, Type? clrType) => Flavor.TypeOf(dataTypeName, clrType);

    public string Limit(string parameter) => Flavor.Limit(parameter);

    public string Quote(string identifier) => Flavor.Quote(identifier);

    public string WithCase(string operand, bool caseExact) => Flavor.WithCase(operand, caseExact);

    public SqlTable? ReadTable(DbConnection connection, string name) => Flavor.ReadTable(connection, name);

    public SqlInventory ReadInventory(DbConnection connection) => Flavor.ReadInventory(connection);

    public object? ToColumn(SqlAttribute attribute, object value, out string? fault) => Flavor.ToColumn(attribute, value, out fault);

    public object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault) => Flavor.AnchorToColumn(attribute, text, out fault);

    public string AsText(object value) => Flavor.AsText(value);

    public virtual object? FromColumn(SqlAttribute attribute, object value) => Flavor.FromColumn(attribute, value);

    public ConnectorError Describe(DbException failure, SqlObjectType? type) => Flavor.Describe(failure, type);

    /// <summary>The password behind the reference of the settings; null when there is none.</summary>
    protected static string? Password(SqlConfig config, ConnectorContext context)
    {
        if (config.Password is null)
            return null;
        try
        {
            return context.ResolveSecret(config.Password);
        }
        catch (SecretException e)
        {
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Denied, $"password: {e.Message}"), e);
        }
    }

    protected void Begin(DbConnection connection, SqlConfig config, bool readOnly)
    {
        foreach (var text in Flavor.SessionStatements(new SessionOptions(readOnly, config.CommandTimeout)))
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written by the flavor, from numbers only.
            command.CommandText = text;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
