using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>
/// Applies one batch. All changes go into one transaction. A change that the database refuses is left out of it: by itself where the database
/// undoes just that statement, else by a savepoint, which a change of several statements always has. Where the first failure makes the
/// whole transaction useless, the batch is made again with a savepoint a change; when the transaction itself fails, every change is made
/// again in one of its own, so that none undoes another.
/// </summary>
internal sealed class SqlBatch(SqlSession session, SqlModel model, IReadOnlyList<ObjectChange> changes, bool acceptsUnread = false)
{
    private readonly SqlExecutor _executor = new(session, acceptsUnread);
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
        if (TryTogether(savepoints: false, cancellationToken) || (!session.Dialect.FailureUndoesStatementOnly && !SessionIsSuspect && TryTogether(savepoints: true, cancellationToken)))
            return;

        for (var index = 0; index < _operations.Length; index++)
        {
            if (_operations[index].Refusal is not null)
                continue;
            _results[index] = cancellationToken.IsCancellationRequested || SessionIsSuspect ? NotTried(_operations[index]) : Alone(index);
        }
    }

    /// <summary>False when the changes must be made one by one; nothing of them has then been kept.</summary>
    private bool TryTogether(bool savepoints, CancellationToken cancellationToken)
    {
        _executor.Forget();
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

        var pipeline = new SqlPipelineRun(session, _operations, _results);
        try
        {
            for (var index = 0; index < _operations.Length; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (pipeline.Length(index) is > 1 and var length)
                {
                    if (!pipeline.TryMake(index, length, (_executor, transaction), cancellationToken))
                        return false;
                    index += length - 1;
                    continue;
                }

                if (_operations[index].Refusal is null && !TryOne(index, transaction, savepoints || _operations[index].IsCompound, cancellationToken))
                    return false;
            }

            _executor.Complete(transaction);
            cancellationToken.ThrowIfCancellationRequested();
            return TryCommit(transaction);
        }
        catch (ConnectorException)
        {
            // Something was written that cannot be read: alone, it can be undone.
            return false;
        }
        catch (DbException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
        finally
        {
            Abandon(transaction);
        }
    }

    private bool TryOne(int index, DbTransaction transaction, bool savepoint, CancellationToken cancellationToken)
    {
        try
        {
            if (savepoint)
                _executor.Savepoint(SqlExecutor.Save, transaction);
            _results[index] = _executor.Execute(_operations[index], transaction);
            if (!savepoint)
                return true;
            _executor.Savepoint(_results[index].Error is null ? SqlExecutor.Release : SqlExecutor.Undo, transaction);
            return true;
        }
        catch (ConnectorException e)
        {
            // The statement ran and its outcome cannot be told: it is undone, here or by being made alone.
            _results[index] = new ChangeResult { Error = e.Error };
            return savepoint && Undone(transaction);
        }
        catch (DbException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var error = session.Dialect.Describe(e, _operations[index].Type);
            _results[index] = new ChangeResult { Error = error };
            return error.Kind is ConnectorErrorKind.Conflict or ConnectorErrorKind.Invalid
                && (savepoint ? Undone(transaction) : session.Dialect.FailureUndoesStatementOnly && session.Dialect.InTransaction(session.Connection));
        }
    }

    private bool Undone(DbTransaction transaction)
    {
        if (!session.Dialect.InTransaction(session.Connection))
            return false;
        try
        {
            _executor.Savepoint(SqlExecutor.Undo, transaction);
            return true;
        }
        catch (DbException)
        {
            return false;
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

    private ChangeResult Alone(int index)
    {
        var operation = _operations[index];
        _executor.Forget();
        DbTransaction? transaction = null;
        var committing = false;
        try
        {
            transaction = session.Dialect.BeginWrite(session.Connection);
            _results[index] = _executor.Execute(operation, transaction);
            if (_results[index].Error is null)
                _executor.Complete(transaction);
            var result = _results[index];
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

    private void SetAll(ConnectorError error)
    {
        for (var index = 0; index < _operations.Length; index++)
        {
            if (_operations[index].Refusal is null)
                _results[index] = new ChangeResult { Error = error };
        }
    }

    private static ChangeResult NotTried(SqlOperation operation) => new()
    {
        Error = new ConnectorError(ConnectorErrorKind.Timeout, $"{operation.Subject} was not tried, because the batch was stopped or its connection broke. Try again."),
    };
}
