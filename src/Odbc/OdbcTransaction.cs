using System.Data;
using System.Data.Common;
using Sutler.Odbc.Native;

namespace Sutler.Odbc;

/// <summary>A transaction: automatic commit is off until it ends. Disposed without commit, it is rolled back.</summary>
public sealed class OdbcTransaction : DbTransaction
{
    private OdbcConnection? _connection;

    internal OdbcTransaction(OdbcConnection connection, IsolationLevel isolationLevel)
    {
        _connection = connection;
        IsolationLevel = isolationLevel;
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel { get; }

    /// <inheritdoc/>
    public override bool SupportsSavepoints => true;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection => _connection;

    /// <inheritdoc/>
    public override void Commit() => End(OdbcCode.Commit);

    /// <inheritdoc/>
    public override void Rollback() => End(OdbcCode.Rollback);

    /// <inheritdoc/>
    public override void Save(string savepointName) => Tell("SAVEPOINT", savepointName);

    /// <inheritdoc/>
    public override void Rollback(string savepointName) => Tell("ROLLBACK TO SAVEPOINT", savepointName);

    /// <inheritdoc/>
    public override void Release(string savepointName) => Tell("RELEASE SAVEPOINT", savepointName);

    internal static int? Number(IsolationLevel level) => level switch
    {
        IsolationLevel.Unspecified => null,
        IsolationLevel.ReadUncommitted => 1,
        IsolationLevel.ReadCommitted => 2,
        IsolationLevel.RepeatableRead => 4,
        IsolationLevel.Serializable => 8,
        _ => throw new NotSupportedException($"ODBC has no isolation level {level}. Use one from ReadUncommitted to Serializable."),
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        var connection = _connection;
        try
        {
            if (disposing && connection is { State: ConnectionState.Open })
                Rollback();
        }
        finally
        {
            _connection = null;
            if (connection?.Transaction == this)
                connection.Transaction = null;
            base.Dispose(disposing);
        }
    }

    private void End(short how)
    {
        var connection = _connection ?? throw new InvalidOperationException("The transaction has ended already. Begin another.");
        // Whatever the answer, the transaction is over when the connection is lost; otherwise a commit that failed can still be rolled back.
        connection.Run(OdbcApi.SQLEndTran(OdbcCode.ConnectionKind, connection.Handle.DangerousGetHandle(), how));
        _connection = null;
        connection.Transaction = null;
        connection.Run(OdbcApi.SQLSetConnectAttrW(connection.Handle, OdbcCode.AutoCommitAttribute, 1, 0));
    }

    private void Tell(string verb, string savepointName)
    {
        ArgumentException.ThrowIfNullOrEmpty(savepointName);
        if (!savepointName.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException("The name of a savepoint has letters, digits and underscores only.", nameof(savepointName));
        var connection = _connection ?? throw new InvalidOperationException("The transaction has ended already. Begin another.");
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name was checked to be letters, digits and underscores.
        command.CommandText = $"{verb} {savepointName}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
