using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Sutler.Service.Store;

/// <summary>
/// Runs one statement for many rows. A call of Dapper's <c>ExecuteAsync</c> with a list binds to this method wherever this namespace is in
/// scope: on SQLite it is Dapper's, row by row on one prepared statement, which is the fastest there; on PostgreSQL a round trip a row would
/// be, so hundreds of rows travel together.
/// </summary>
internal static class ManyRows
{
    /// <summary>Rows that travel together: enough that the round trip does not count, few enough that the buffers stay small.</summary>
    private const int RowsInFlight = 500;

    private static readonly ConcurrentDictionary<Type, (string Name, Func<object, object?> Read, NpgsqlDbType Type)[]> Columns = new();

    /// <summary>Runs <paramref name="sql"/> for each row, in order, and returns how many rows of the table it touched in all.</summary>
    public static Task<int> ExecuteAsync<T>(this DbConnection connection, string sql, IEnumerable<T> rows, DbTransaction transaction)
        where T : notnull => connection is NpgsqlConnection postgres
            ? SendAsync(postgres, sql, rows, (NpgsqlTransaction)transaction)
            : SqlMapper.ExecuteAsync(connection, sql, rows, transaction);

    /// <summary>The same within the transaction's own connection.</summary>
    public static Task<int> WriteAsync<T>(DbTransaction transaction, string sql, IEnumerable<T> rows)
        where T : notnull => transaction.Connection!.ExecuteAsync(sql, rows, transaction);

    private static async Task<int> SendAsync<T>(NpgsqlConnection connection, string sql, IEnumerable<T> rows, NpgsqlTransaction transaction)
        where T : notnull
    {
        var columns = Columns.GetOrAdd(typeof(T) == typeof(object) ? rows.FirstOrDefault()?.GetType() ?? typeof(T) : typeof(T), static type => Read(type));
        var touched = 0;
        foreach (var chunk in rows.Chunk(RowsInFlight))
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var row in chunk)
                batch.BatchCommands.Add(Command(sql, row, columns));
            touched += await batch.ExecuteNonQueryAsync();
        }

        return touched;
    }

    private static NpgsqlBatchCommand Command(string sql, object row, (string Name, Func<object, object?> Read, NpgsqlDbType Type)[] columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, read, type) in columns)
            command.Parameters.Add(new NpgsqlParameter(name, type) { Value = read(row) ?? DBNull.Value });
        return command;
    }

    private static (string Name, Func<object, object?> Read, NpgsqlDbType Type)[] Read(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, (Func<object, object?>)property.GetValue, TypeOf(property.PropertyType)))];

    private static NpgsqlDbType TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type).FullName switch
    {
        "System.String" => NpgsqlDbType.Text,
        "System.Int32" => NpgsqlDbType.Integer,
        "System.Int64" => NpgsqlDbType.Bigint,
        "System.Double" => NpgsqlDbType.Double,
        "System.Byte[]" => NpgsqlDbType.Bytea,
        var unknown => throw new NotSupportedException($"A column of {unknown} cannot be written: stores write text, whole numbers, doubles and bytes."),
    };
}
