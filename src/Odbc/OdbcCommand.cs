using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Sutler.Odbc.Native;
using Sutler.Odbc.Parameters;

namespace Sutler.Odbc;

/// <summary>
/// A statement. With parameters it is prepared once and run any number of times. Parameters stand in the text as <c>?</c> in their order, or by
/// their names as <c>@name</c>. A stored procedure is called with ODBC's own form, <c>{call name(?, ?)}</c>.
/// </summary>
public sealed class OdbcCommand : DbCommand
{
    private const int DefaultTimeoutSeconds = 30;

    private readonly ExecutionGate _gate = new();
    private readonly ParameterBuffer _buffer = new();
    private readonly OdbcParameterCollection _parameters = new();
    private readonly List<OdbcParameter> _bound = [];
    private string _text = "";
    private OdbcConnection? _connection;
    private StatementHandle? _statement;
    private bool _isPrepared;
    private int[]? _order;
    private OdbcColumn[]? _columns;

    /// <summary>Whether the statement has been prepared, and its text is unchanged since.</summary>
    internal bool IsPrepared => _isPrepared;

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            if (value == _text)
                return;
            _text = value ?? "";
            Release();
        }
    }

    /// <summary>Seconds after which a running statement is cancelled; 0 waits without limit. Default: 30.</summary>
    public override int CommandTimeout { get; set; } = DefaultTimeoutSeconds;

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; } = CommandType.Text;

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>The connection that it runs on.</summary>
    public new OdbcConnection? Connection
    {
        get => _connection;
        set
        {
            if (ReferenceEquals(value, _connection))
                return;
            Release();
            _connection = value;
        }
    }

    /// <summary>Its parameters, in order.</summary>
    public new OdbcParameterCollection Parameters => _parameters;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => Connection = (OdbcConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>Stops the statement if it is running; may be called from another thread.</summary>
    public override void Cancel() => _gate.Cancel();

    /// <inheritdoc/>
    public override void Prepare()
    {
        var connection = OpenConnection();
        _statement ??= new StatementHandle(connection.Handle);
        if (_isPrepared)
            return;
        var (text, order) = DriverText(connection);
        connection.Check(_statement, OdbcApi.SQLPrepareW(_statement, text, text.Length));
        _order = order;
        _columns = null;
        _isPrepared = true;
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery()
    {
        using var reader = ExecuteReader(CommandBehavior.Default);
        var affected = reader.RecordsAffected;
        while (reader.NextResult())
            affected = affected < 0 ? reader.RecordsAffected : reader.RecordsAffected < 0 ? affected : affected + reader.RecordsAffected;
        return affected;
    }

    /// <inheritdoc/>
    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader(CommandBehavior.Default);
        return reader.Read() && reader.FieldCount > 0 ? reader.GetValue(0) : null;
    }

    /// <summary>Runs the statement.</summary>
    public new OdbcDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    /// <summary>Runs the statement.</summary>
    public new OdbcDataReader ExecuteReader(CommandBehavior behavior)
    {
        var connection = OpenConnection();
        if (_gate.IsOpen)
            throw new InvalidOperationException("The command is still being read. Close its reader first.");
        if (_parameters.Count > 0)
            Prepare();
        var statement = _statement ??= new StatementHandle(connection.Handle);
        BindParameters(connection, statement);
        _gate.Enter(statement);
        try
        {
            var result = Execute(statement, connection);
            if (!Diagnostics.IsGood(result) && result != OdbcCode.NoData)
                throw Failure(connection, statement, result);
            return new OdbcDataReader(this, statement, behavior, hasResult: result != OdbcCode.NoData);
        }
        catch
        {
            // Prepared anew when it is run again: MariaDB's driver waits forever for the rest of an INSERT … RETURNING that failed.
            Release();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new OdbcParameter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release();
            _buffer.Dispose();
            _gate.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The columns of the first result, kept while the statement stays prepared.</summary>
    internal OdbcColumn[] Columns(StatementHandle statement, bool isFirst)
    {
        if (isFirst && _isPrepared && _columns is not null)
            return _columns;
        var columns = OdbcColumn.Describe(OpenConnection(), statement);
        if (isFirst && _isPrepared)
            _columns = columns;
        return columns;
    }

    internal OdbcException Failure(OdbcConnection connection, StatementHandle statement, short result)
    {
        var failure = connection.Failed(statement, result);
        return _gate.TimedOut
            ? new OdbcException([new OdbcError("HYT00", 0, $"The statement took longer than {CommandTimeout} seconds and was cancelled. Raise the command timeout."), .. failure.Errors])
            : failure;
    }

    /// <summary>Ends the use of the statement's results; outputs get their values now.</summary>
    internal void Finish(StatementHandle statement)
    {
        if (!_gate.IsOpen)
            return;
        if (_buffer.HasOutputs)
        {
            while (Diagnostics.IsGood(OdbcApi.SQLMoreResults(statement)))
                continue;
            _buffer.ReadOutputs();
        }

        _gate.Leave();
        _ = OdbcApi.SQLFreeStmt(statement, OdbcCode.CloseCursor);
    }

    private short Execute(StatementHandle statement, OdbcConnection connection)
    {
        _gate.Start(CommandTimeout);
        try
        {
            if (_isPrepared)
                return OdbcApi.SQLExecute(statement);
            var (text, _) = DriverText(connection);
            return OdbcApi.SQLExecDirectW(statement, text, text.Length);
        }
        finally
        {
            _gate.Stop();
        }
    }

    private void BindParameters(OdbcConnection connection, StatementHandle statement)
    {
        if (_parameters.Count == 0)
            return;
        IReadOnlyList<OdbcParameter> bound = _parameters.Items;
        if (_order is not null)
        {
            _bound.Clear();
            foreach (var place in _order)
                _bound.Add(_parameters[place]);
            bound = _bound;
        }

        _buffer.Bind(connection, statement, bound);
    }

    private (string Text, int[]? Order) DriverText(OdbcConnection connection)
    {
        var text = CommandType switch
        {
            CommandType.Text => _text,
            CommandType.StoredProcedure => $"{{call {_text}({string.Join(", ", Enumerable.Repeat("?", _parameters.Count))})}}",
            _ => throw new NotSupportedException("Write the statement: a table's name alone is no command here."),
        };
        if (text.Length == 0)
            throw new InvalidOperationException("The command has no text. Set CommandText.");
        return ParameterMarkers.Rewrite(text, [.. _parameters.Items.Select(parameter => parameter.ParameterName)], connection.Traits);
    }

    private OdbcConnection OpenConnection() =>
        _connection is { State: not ConnectionState.Closed } open ? open : throw new InvalidOperationException("The command needs an open connection. Open it first.");

    private void Release()
    {
        _gate.Leave();
        _statement?.Dispose();
        _statement = null;
        _isPrepared = false;
        _columns = null;
    }
}
