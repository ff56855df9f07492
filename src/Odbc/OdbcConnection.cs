using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sutler.Odbc.Catalog;
using Sutler.Odbc.DataSources;
using Sutler.Odbc.Native;

namespace Sutler.Odbc;

/// <summary>
/// A connection through the platform's ODBC driver manager. The connection string is a driver's own: <c>Driver=…;…</c>, <c>DSN=…</c>, or
/// <c>FILEDSN=path</c>; <see cref="User"/> and <see cref="Password"/> override what it holds. All calls block: ODBC has no other form that every
/// driver supports. One thread at a time; <see cref="OdbcCommand.Cancel"/> alone may come from another.
/// </summary>
public sealed class OdbcConnection : DbConnection
{
    private const int DefaultConnectSeconds = 15;

    private ConnectionHandle? _handle;
    private string _connectionString = "";
    private string? _database;
    private string? _version;

    /// <summary>A connection that still needs its string.</summary>
    public OdbcConnection()
    {
    }

    /// <summary>A connection with this string.</summary>
    public OdbcConnection(string connectionString) => _connectionString = connectionString;

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => _connectionString;
        set => _connectionString = value ?? "";
    }

    /// <summary>Account that overrides the one of the connection string or DSN. Default: none.</summary>
    public string? User { get; set; }

    /// <summary>Password that overrides the one of the connection string or DSN. Default: none.</summary>
    public string? Password { get; set; }

    /// <summary>Folder that a relative <c>FILEDSN</c> starts from. Default: the current folder.</summary>
    public string? BaseFolder { get; set; }

    /// <summary>Seconds to wait for the connection; 0 waits without limit. Default: 15.</summary>
    public int ConnectSeconds { get; set; } = DefaultConnectSeconds;

    /// <summary>The command timeout in seconds that new commands get. Default: 30.</summary>
    public int CommandSeconds { get; set; } = 30;

    /// <summary>Asks the driver to refuse writing; set before opening. Not every driver does. Default: false.</summary>
    public bool ReadOnly { get; set; }

    /// <inheritdoc/>
    public override int ConnectionTimeout => ConnectSeconds;

    /// <inheritdoc/>
    public override string Database => _database ?? "";

    /// <inheritdoc/>
    public override string DataSource => ConnectionText.DataSourceName(_connectionString);

    /// <summary>Name of the database product, as the driver tells it.</summary>
    public string Product { get; private set; } = "";

    /// <inheritdoc/>
    public override string ServerVersion => _version ?? throw Closed();

    /// <inheritdoc/>
    public override ConnectionState State =>
        _handle is null ? ConnectionState.Closed : IsLost ? ConnectionState.Open | ConnectionState.Broken : ConnectionState.Open;

    /// <inheritdoc/>
    public override bool CanCreateBatch => false;

    /// <summary>What the database declares: tables, columns, keys.</summary>
    public OdbcCatalog Catalog => new(this);

    internal OdbcTraits Traits { get; private set; } = new();

    internal OdbcTransaction? Transaction { get; set; }

    internal bool IsLost { get; set; }

    internal ConnectionHandle Handle => _handle ?? throw Closed();

    /// <inheritdoc/>
    protected override DbProviderFactory DbProviderFactory => OdbcProviderFactory.Instance;

    /// <inheritdoc/>
    public override void Open()
    {
        if (_handle is not null)
            throw new InvalidOperationException("The connection is open already. Close it first.");

        var text = ConnectionText.Complete(_connectionString, (User, Password), BaseFolder);
        var handle = new ConnectionHandle(DriverManager.Shared);
        try
        {
            if (ConnectSeconds > 0)
                _ = OdbcApi.SQLSetConnectAttrW(handle, OdbcCode.LoginTimeoutAttribute, ConnectSeconds, 0);
            if (ReadOnly)
                _ = OdbcApi.SQLSetConnectAttrW(handle, OdbcCode.AccessModeAttribute, 1, 0);
            var result = OdbcApi.SQLDriverConnectW(handle, 0, text, OdbcCode.NullTerminated, 0, 0, 0, OdbcCode.NoPrompt);
            if (!Diagnostics.IsGood(result))
                throw ConnectFailure.Explain(Diagnostics.Failure(handle, result), text);

            handle.IsConnected = true;
            _handle = handle;
            IsLost = false;
            ReadProduct();
        }
        catch
        {
            _handle = null;
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        Transaction = null;
        var handle = _handle;
        _handle = null;
        handle?.Dispose();
    }

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) =>
        throw new NotSupportedException("Open a connection to the other database instead: its name stands in the connection string.");

    /// <summary>Makes a command of this connection.</summary>
    public new OdbcCommand CreateCommand() => new() { Connection = this, CommandTimeout = CommandSeconds };

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName)
    {
        if (collectionName != DbMetaDataCollectionNames.DataSourceInformation)
            throw new NotSupportedException($"Only the collection '{DbMetaDataCollectionNames.DataSourceInformation}' is there. Use Catalog for tables and columns.");
        var table = new DataTable(collectionName) { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add(DbMetaDataColumnNames.DataSourceProductName, typeof(string));
        table.Columns.Add(DbMetaDataColumnNames.DataSourceProductVersion, typeof(string));
        table.Rows.Add(Product, ServerVersion);
        return table;
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        if (Transaction is not null)
            throw new InvalidOperationException("A transaction is open already. Commit it or roll it back first.");

        if (IsLost)
            throw new OdbcException([new OdbcError("08003", 0, "The connection was lost. Close it and open another.")]);
        if (OdbcTransaction.Number(isolationLevel) is { } number)
            Run(OdbcApi.SQLSetConnectAttrW(Handle, OdbcCode.IsolationAttribute, number, 0));
        Run(OdbcApi.SQLSetConnectAttrW(Handle, OdbcCode.AutoCommitAttribute, 0, 0));
        Transaction = new OdbcTransaction(this, isolationLevel);
        return Transaction;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    internal unsafe string Tell(ushort what)
    {
        var buffer = stackalloc char[256];
        var result = OdbcApi.SQLGetInfoW(Handle, what, buffer, 512, out var length);
        return Diagnostics.IsGood(result) ? new string(buffer, 0, Math.Clamp(length / 2, 0, 255)) : "";
    }

    /// <summary>Throws when a call failed, and remembers when it failed for the connection's loss.</summary>
    internal void Run(short result) => Check(Handle, result);

    internal void Check(OdbcHandle handle, short result)
    {
        if (!Diagnostics.IsGood(result))
            throw Failed(handle, result);
    }

    internal OdbcException Failed(OdbcHandle handle, short result)
    {
        var failure = Diagnostics.Failure(handle, result);
        IsLost |= failure.IsConnectionLost || IsDead();
        return failure;
    }

    private bool IsDead() =>
        _handle is { } handle
        && Diagnostics.IsGood(OdbcApi.SQLGetConnectAttrW(handle, OdbcCode.ConnectionDeadAttribute, out var dead, 0, 0))
        && (dead & 0xFFFFFFFF) == 1;

    private void ReadProduct()
    {
        Product = Tell(OdbcCode.ProductName);
        Traits = OdbcTraits.Of(Product);
        _version = Tell(OdbcCode.ProductVersion);
        _database = Tell(OdbcCode.DatabaseName);
    }

    private static InvalidOperationException Closed() => new("The connection is not open. Open it first.");
}
