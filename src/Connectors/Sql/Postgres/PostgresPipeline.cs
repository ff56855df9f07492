using System.Data.Common;
using Npgsql;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Apply;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Read;

namespace Sutler.Connectors.Sql.Postgres;

/// <summary>Sends statements together and reads their answers in order.</summary>
internal static class PostgresPipeline
{
    public static SqlPipelineOutcome Send(SqlSession session, DbTransaction transaction, ReadOnlySpan<SqlOperation> operations)
    {
        using var batch = new NpgsqlBatch((NpgsqlConnection)session.Connection, (NpgsqlTransaction)transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlExecutor.Save.Text));
        foreach (var operation in operations)
            batch.BatchCommands.Add(Command(session.Dialect, operation.Statement!, operation.Values));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlExecutor.Release.Text));

        var results = new ChangeResult[operations.Length];
        var at = 0;
        using var cancelling = session.CancelBy(batch.Cancel);
        try
        {
            using (var reader = batch.ExecuteReader())
            {
                var isFirst = true;
                for (; at < operations.Length; at++)
                {
                    // A delete answers with no rows, so that the reader goes past it.
                    if (operations[at].Kind is ChangeKind.Delete)
                        continue;
                    if (!isFirst)
                        reader.NextResult();
                    isFirst = false;
                    var record = reader.Read() ? SqlRow.Read(reader, operations[at].Type!) : null;
                    results[at] = record is null ? SqlExecutor.NotWritten(operations[at]) : new ChangeResult { Object = record.Object };
                }

                while (reader.NextResult())
                    continue;
            }

            for (var index = 0; index < operations.Length; index++)
            {
                if (operations[index].Kind is ChangeKind.Delete)
                    results[index] = batch.BatchCommands[index + 1].RecordsAffected == 0 ? SqlExecutor.NotWritten(operations[index]) : new ChangeResult();
            }

            return new SqlPipelineOutcome(results, -1, null);
        }
        catch (ConnectorException e)
        {
            return new SqlPipelineOutcome([], at, e);
        }
        catch (NpgsqlException e)
        {
            var place = e.BatchCommand is NpgsqlBatchCommand failed ? batch.BatchCommands.IndexOf(failed) - 1 : -1;
            return new SqlPipelineOutcome([], place < operations.Length ? place : -1, e);
        }
    }

    private static NpgsqlBatchCommand Command(ISqlDialect dialect, SqlStatement statement, object[] values)
    {
        var command = new NpgsqlBatchCommand(statement.Text);
        for (var index = 0; index < values.Length; index++)
            Add(SqlStatementWriter.Parameter(index), values[index]);
        for (var index = 0; index < statement.Constants.Count; index++)
            Add(SqlStatementWriter.Parameter(SqlStatement.FirstConstant + index), statement.Constants[index]);
        return command;

        void Add(string name, object value)
        {
            var parameter = new NpgsqlParameter { ParameterName = name };
            dialect.Assign(parameter, value);
            command.Parameters.Add(parameter);
        }
    }
}
