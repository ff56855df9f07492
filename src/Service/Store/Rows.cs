using System.Data.Common;
using System.Reflection;
using Dapper;

namespace Sutler.Service.Store;

/// <summary>
/// Runs one statement for many rows within a transaction. A database across a network takes them in batches, one way and back for hundreds of
/// rows; SQLite, where a statement costs microseconds, one by one.
/// </summary>
internal static class Rows
{
    private const int BatchSize = 500;

    /// <summary>Runs the statement once for each row, whose public properties are its parameters, by name.</summary>
    public static async Task WriteAsync<T>(DbTransaction transaction, string sql, IEnumerable<T> rows)
    {
        var connection = transaction.Connection!;
        if (!connection.CanCreateBatch)
        {
            await connection.ExecuteAsync(sql, rows, transaction);
            return;
        }

        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => sql.Contains("@" + property.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var chunk in rows.Chunk(BatchSize))
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in chunk)
                batch.BatchCommands.Add(Command(batch, sql, properties, row!));
            await batch.ExecuteNonQueryAsync();
        }
    }

    private static DbBatchCommand Command(DbBatch batch, string sql, List<PropertyInfo> properties, object row)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var property in properties)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = property.Name;
            parameter.Value = property.GetValue(row) ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
