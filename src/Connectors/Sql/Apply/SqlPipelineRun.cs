using System.Data.Common;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>
/// Makes the plain changes of a batch in a few round trips. After a failure the ones before it are sent again, known to be good, and the rest
/// after it in smaller parts, so that many failures cost no more than one round trip each.
/// </summary>
internal sealed class SqlPipelineRun(SqlSession session, SqlOperation[] operations, ChangeResult[] results)
{
    private const int Most = 1000;

    private readonly ISqlPipeline? _pipeline = session.Dialect as ISqlPipeline;

    /// <summary>How many operations from this one on can be sent together; less than two are not worth it.</summary>
    public int Length(int start)
    {
        if (_pipeline is null)
            return 0;
        var end = start;
        while (end < operations.Length && end - start < Most && IsPlain(operations[end]))
            end++;
        return end - start;
    }

    /// <summary>Makes them; false when the transaction can no longer be used.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, and the transaction is to be abandoned.</exception>
    public bool TryMake(int start, int length, (SqlExecutor Executor, DbTransaction Transaction) on, CancellationToken cancellationToken)
    {
        var (position, end, size) = (start, start + length, length);
        while (position < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = Math.Min(size, end - position);
            var outcome = _pipeline!.Send(session, on.Transaction, operations.AsSpan(position, part));
            if (outcome.Failure is null)
            {
                outcome.Results.CopyTo(results, position);
                position += part;
                size *= 2;
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (outcome.FailedAt < 0 || !TryLeaveOut(position + outcome.FailedAt, outcome.Failure, on))
                return false;
            if (outcome.FailedAt > 0)
            {
                var good = _pipeline.Send(session, on.Transaction, operations.AsSpan(position, outcome.FailedAt));
                if (good.Failure is not null)
                    return false;
                good.Results.CopyTo(results, position);
            }

            position += outcome.FailedAt + 1;
            size = Math.Max(1, part / 2);
        }

        return true;
    }

    private bool TryLeaveOut(int index, Exception failure, (SqlExecutor Executor, DbTransaction Transaction) on)
    {
        var error = failure is ConnectorException known ? known.Error : session.Dialect.Describe((DbException)failure, operations[index].Type);
        results[index] = new ChangeResult { Error = error };
        if (error.Kind is not (ConnectorErrorKind.Conflict or ConnectorErrorKind.Invalid) || !session.Dialect.InTransaction(session.Connection))
            return false;
        on.Executor.Savepoint(SqlExecutor.Undo, on.Transaction);
        on.Executor.Savepoint(SqlExecutor.Release, on.Transaction);
        return true;
    }

    // One statement that answers with all there is to know.
    private static bool IsPlain(SqlOperation operation)
    {
        if (operation.Refusal is not null || operation.Statement is null || operation.Type is not { } type || operation.IsCompound)
            return false;
        if (type.Table.HasTriggers || type.Target?.IsView is true || type.Commands.WritesObjects || (type.Children.Length > 0 && operation.Kind is not ChangeKind.Add))
            return false;
        return operation.Kind is ChangeKind.Delete || (type.Returns(operation.Kind) && !(type.Commands.Replaces && operation.Kind is ChangeKind.Update));
    }
}
