using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;
using Sutler.Connectors.Sql.Sqlite;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>SQLite that notes the text of every statement that runs.</summary>
internal sealed class CountingDialect : ISqlDialect
{
    private readonly ISqlDialect _inner = new SqliteDialect();

    public List<string> Statements { get; } = [];

    public string Provider => _inner.Provider;

    public int MostParameters => _inner.MostParameters;

    public bool FailureUndoesStatementOnly => true;

    public void CheckConnection(SqlConfig config, SettingsReader reader) => _inner.CheckConnection(config, reader);

    public DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly)
    {
        var connection = _inner.Open(config, context, readOnly);
        raw.sqlite3_profile(((SqliteConnection)connection).Handle, (object _, string statement, long _) => Statements.Add(statement), this);
        return connection;
    }

    public DbTransaction BeginWrite(DbConnection connection) => _inner.BeginWrite(connection);

    public void Abandon(DbTransaction transaction) => _inner.Abandon(transaction);

    public bool InTransaction(DbConnection connection) => _inner.InTransaction(connection);

    public void Interrupt(DbConnection connection, DbCommand? running) => _inner.Interrupt(connection, running);

    public string Quote(string identifier) => _inner.Quote(identifier);

    public string WithCase(string operand, bool caseExact) => _inner.WithCase(operand, caseExact);

    public SqlTable? ReadTable(DbConnection connection, string name) => _inner.ReadTable(connection, name);

    public object? ToColumn(SqlAttribute attribute, object value, out string? fault) => _inner.ToColumn(attribute, value, out fault);

    public object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault) => _inner.AnchorToColumn(attribute, text, out fault);

    public string AsText(object value) => _inner.AsText(value);

    public object? FromColumn(SqlAttribute attribute, object value) => _inner.FromColumn(attribute, value);

    public ConnectorError Describe(DbException failure, SqlObjectType? type) => _inner.Describe(failure, type);
}
