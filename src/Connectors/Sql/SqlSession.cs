using System.Data.Common;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql;

/// <summary>One open connection and the commands prepared on it. Used by one thread at a time.</summary>
internal sealed class SqlSession(DbConnection connection, ISqlDialect dialect) : IDisposable
{
    private const int MostCommands = 256;
    private readonly Dictionary<SqlStatement, DbCommand> _commands = [];
    private DbCommand? _current;
    private Action? _cancel;

    public DbConnection Connection => connection;

    public ISqlDialect Dialect => dialect;

    /// <summary>The command of this statement, prepared once, with parameters that are ready to be given values.</summary>
    public DbCommand Command(SqlStatement statement)
    {
        if (_commands.TryGetValue(statement, out var known))
        {
            Volatile.Write(ref _current, known);
            return known;
        }

        if (_commands.Count >= MostCommands)
            DropCommands();

        var command = connection.CreateCommand();
        Prepare(command, statement, dialect);
        _commands.Add(statement, command);
        Volatile.Write(ref _current, command);
        return command;
    }

    /// <summary>Gives a command the text and the parameters of a statement.</summary>
    public static void Prepare(DbCommand command, SqlStatement statement, ISqlDialect dialect)
    {
#pragma warning disable CA2100 // The text is made of quoted names from the catalog, or stands in the settings; values are parameters.
        command.CommandText = statement.Text;
#pragma warning restore CA2100
        for (var index = 0; index < statement.Parameters; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = SqlStatementWriter.Parameter(index);
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        for (var index = 0; index < statement.Constants.Count; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = SqlStatementWriter.Parameter(SqlStatement.FirstConstant + index);
            dialect.Assign(parameter, statement.Constants[index]);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>The same, with these values.</summary>
    public DbCommand Bind(SqlStatement statement, ReadOnlySpan<object> values)
    {
        var command = Command(statement);
        for (var index = 0; index < values.Length; index++)
            dialect.Assign(command.Parameters[index], values[index]);
        return command;
    }

    /// <summary>Makes a running statement stop when <paramref name="cancellationToken"/> is cancelled, until disposed.</summary>
    public CancellationTokenRegistration StopOn(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static state => ((SqlSession)state!).Stop(), this);

    public void Dispose()
    {
        DropCommands();
        try
        {
            connection.Dispose();
        }
        catch (DbException)
        {
            // The driver rolls an open transaction back as it closes; where that fails, the database does so itself once the file is let go.
        }
    }

    /// <summary>Makes <see cref="StopOn"/> stop something else than the last command, until disposed.</summary>
    public IDisposable CancelBy(Action cancel)
    {
        Volatile.Write(ref _cancel, cancel);
        return new SqlCancelScope(() => Volatile.Write(ref _cancel, null));
    }

    private void Stop()
    {
        if (Volatile.Read(ref _cancel) is { } cancel)
            cancel();
        else
            dialect.Interrupt(connection, Volatile.Read(ref _current));
    }

    private void DropCommands()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _commands.Clear();
    }
}
