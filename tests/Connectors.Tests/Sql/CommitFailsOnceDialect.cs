using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;
using Sutler.Connectors.Sql.Sqlite;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>SQLite whose first commit fails and takes the transaction with it, as a lost connection or a failing disk does.</summary>
internal sealed class CommitFailsOnceDialect : ISqlDialect
{
    private readonly SqliteDialect _inner = new();
    private int _failed;

    public string Provider => _inner.Provider;

    public int MostParameters => _inner.MostParameters;

    public bool FailureUndoesStatementOnly => true;

    public void CheckConnection(SqlConfig config, SettingsReader reader) => _inner.CheckConnection(config, reader);

    public DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly)
    {
        var connection = _inner.Open(config, context, readOnly);
        if (!readOnly)
            raw.sqlite3_commit_hook(((SqliteConnection)connection).Handle, _ => Interlocked.Exchange(ref _failed, 1) == 0 ? 1 : 0, null);
        return connection;
    }

    public DbTransaction BeginWrite(DbConnection connection) => _inner.BeginWrite(connection);

    public void Abandon(DbTransaction transaction) => _inner.Abandon(transaction);

    public bool InTransaction(DbConnection connection) => _inner.InTransaction(connection);

    public void Interrupt(DbConnection connection, DbCommand? running) => _inner.Interrupt(connection, running);

    public string Quote(string identifier) => _inner.Quote(identifier);

    public string WithCase(string quotedColumn, bool caseExact) => _inner.WithCase(quotedColumn, caseExact);

    public SqlTable? ReadTable(DbConnection connection, string name) => _inner.ReadTable(connection, name);

    public object? ToColumn(SqlAttribute attribute, object value, out string? fault) => _inner.ToColumn(attribute, value, out fault);

    public object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault) => _inner.AnchorToColumn(attribute, text, out fault);

    public string AsText(object value) => _inner.AsText(value);

    public object? FromColumn(SqlAttribute attribute, object value) => _inner.FromColumn(attribute, value);

    public ConnectorError Describe(DbException failure, SqlObjectType? type) => _inner.Describe(failure, type);
}
