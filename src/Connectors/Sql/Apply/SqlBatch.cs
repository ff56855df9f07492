using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>
/// Applies one batch. All changes go into one transaction; a change that the database refuses is left out of it where the database undoes
/// just that statement. When the transaction itself fails, every change is made again in one of its own, so that none undoes another.
/// </summary>
internal sealed class SqlBatch(SqlSession session, SqlModel model, IReadOnlyList<ObjectChange> changes)
{
    private readonly ChangeResult[] _results = new ChangeResult[changes.Count];
    private readonly SqlOperation[] _operations = new SqlOperation[changes.Count];

    /// <summary>The connection failed in a way after which it should be opened anew.</summary>
    public bool SessionIsSuspect { get; private set; }

    /// <summary>Applies all changes; one result each, in order.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, and nothing was applied.</exception>
    public IReadOnlyList<ChangeResult> Apply(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var planner = new SqlOperationPlanner(model);
        var planned = 0;
        for (var index = 0; index < changes.Count; index++)
        {
            _operations[index] = planner.Plan(changes[index]);
            if (_operations[index].Refusal is { } refusal)
                _results[index] = new ChangeResult { Error = refusal };
            else
                planned++;
        }

        if (planned > 0)
            ApplyPlanned(cancellationToken);
        return _results;
    }

    private void ApplyPlanned(CancellationToken cancellationToken)
    {
        using var stop = session.StopOn(cancellationToken);
        if (TryTogether(cancellationToken))
            return;

        for (var index = 0; index < _operations.Length; index++)
        {
            if (_operations[index].Refusal is not null)
                continue;
            _results[index] = cancellationToken.IsCancellationRequested || SessionIsSuspect ? NotTried(_operations[index]) : Alone(_operations[index]);
        }
    }

    /// <summary>False when the changes must be made one by one; nothing of them has then been kept.</summary>
    private bool TryTogether(CancellationToken cancellationToken)
    {
        DbTransaction transaction;
        try
        {
            transaction = session.Dialect.BeginWrite(session.Connection);
        }
        catch (DbException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SetAll(session.Dialect.Describe(e, null));
            SessionIsSuspect = true;
            return true;
        }

        try
        {
            for (var index = 0; index < _operations.Length; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_operations[index].Refusal is null && !TryOne(index, transaction, cancellationToken))
                    return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            return TryCommit(transaction);
        }
        finally
        {
            Abandon(transaction);
        }
    }

    private bool TryOne(int index, DbTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            _results[index] = Execute(_operations[index], transaction);
            return true;
        }
        catch (ConnectorException)
        {
            // The statement ran and its outcome cannot be told: alone, it can be undone.
            return false;
        }
        catch (DbException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var error = session.Dialect.Describe(e, _operations[index].Type);
            _results[index] = new ChangeResult { Error = error };
            return session.Dialect.FailureUndoesStatementOnly
                && error.Kind is ConnectorErrorKind.Conflict or ConnectorErrorKind.Invalid
                && session.Dialect.InTransaction(session.Connection);
        }
    }

    private bool TryCommit(DbTransaction transaction)
    {
        try
        {
            transaction.Commit();
            return true;
        }
        catch (DbException e)
        {
            var error = session.Dialect.Describe(e, null);
            if (session.Dialect.InTransaction(session.Connection))
            {
                if (error.Kind is not (ConnectorErrorKind.Busy or ConnectorErrorKind.Timeout))
                    return false;
            }
            else
            {
                // The transaction ended and the answer was a failure: only the target knows which way.
                error = error with { MayHaveRun = true };
                SessionIsSuspect = true;
            }

            SetAll(error);
            return true;
        }
    }

    private ChangeResult Alone(SqlOperation operation)
    {
        DbTransaction? transaction = null;
        var committing = false;
        try
        {
            transaction = session.Dialect.BeginWrite(session.Connection);
            var result = Execute(operation, transaction);
            if (result.Error is not null)
                return result;

            committing = true;
            transaction.Commit();
            return result;
        }
        catch (ConnectorException e)
        {
            return new ChangeResult { Error = e.Error };
        }
        catch (DbException e)
        {
            var unknown = committing && !session.Dialect.InTransaction(session.Connection);
            SessionIsSuspect |= unknown;
            return new ChangeResult { Error = session.Dialect.Describe(e, operation.Type) with { MayHaveRun = unknown } };
        }
        finally
        {
            if (transaction is not null)
                Abandon(transaction);
        }
    }

    // A rollback that fails takes nothing back that was kept: closing the session ends it, and nothing more is tried on it.
    private void Abandon(DbTransaction transaction)
    {
        try
        {
            session.Dialect.Abandon(transaction);
        }
        catch (DbException)
        {
            SessionIsSuspect = true;
        }
    }

    private ChangeResult Execute(SqlOperation operation, DbTransaction transaction) =>
        operation.Kind is ChangeKind.Delete ? Delete(operation, transaction) : Write(operation, transaction);

    private ChangeResult Delete(SqlOperation operation, DbTransaction transaction) =>
        Bind(operation.Statement!, operation.Values, transaction).ExecuteNonQuery() == 0 ? Missing(operation) : new ChangeResult();

    private ChangeResult Write(SqlOperation operation, DbTransaction transaction)
    {
        var type = operation.Type!;
        var written = operation.Statement is null ? ReadBack(operation.Key!, type, transaction) : Read(Bind(operation.Statement, operation.Values, transaction), type);
        if (written is null)
            return operation.Kind is ChangeKind.Add ? NotInserted(operation) : Missing(operation);
        if (!type.Table.HasTriggers)
            return new ChangeResult { Object = written };

        // What a trigger changed after the statement is not in what the statement returned.
        var key = SqlAnchor.ToColumns(type, written.Anchor)!;
        var after = ReadBack(key, type, transaction) ?? throw new ConnectorException(new ConnectorError(
            ConnectorErrorKind.Invalid, $"{operation.Subject}: a trigger of table '{type.Table.Name}' removed or renamed the row. Exclude the object, or change the trigger."));
        return new ChangeResult { Object = after };
    }

    private ConnectorObject? ReadBack(object[] key, SqlObjectType type, DbTransaction transaction) =>
        Read(Bind(type.Statement(SqlVerb.ByAnchor, "\u0001"), key, transaction), type);

    private static ConnectorObject? Read(DbCommand command, SqlObjectType type)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? SqlRow.Read(reader, type) : null;
    }

    private DbCommand Bind(SqlStatement statement, object[] values, DbTransaction transaction)
    {
        var command = session.Command(statement);
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
        return command;
    }

    private void SetAll(ConnectorError error)
    {
        for (var index = 0; index < _operations.Length; index++)
        {
            if (_operations[index].Refusal is null)
                _results[index] = new ChangeResult { Error = error };
        }
    }

    private static ChangeResult Missing(SqlOperation operation) => Fail(
        ConnectorErrorKind.NotFound, $"{operation.Subject} is not in table '{operation.Type!.Table.Name}'. Import again, then create it if it is wanted.");

    private static ChangeResult NotInserted(SqlOperation operation) => Fail(
        ConnectorErrorKind.Conflict, $"{operation.Subject}: table '{operation.Type!.Table.Name}' ignored the row by a rule of its own. Match the existing row, or change its key.");

    private static ChangeResult NotTried(SqlOperation operation) => Fail(
        ConnectorErrorKind.Timeout, $"{operation.Subject} was not tried, because the batch was stopped or its connection broke. Try again.");

    private static ChangeResult Fail(ConnectorErrorKind kind, string message) => new() { Error = new ConnectorError(kind, message) };
}
