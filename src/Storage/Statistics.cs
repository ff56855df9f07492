using System.Data.Common;
using Dapper;
using Npgsql;

namespace Sutler.Storage;

/// <summary>
/// What the planner of PostgreSQL knows of a table. Every key begins with the tenant, which is the same in every row; a planner that has
/// never counted takes it for selective, and joins a freshly filled table with itself row by row. SQLite plans by its indexes alone.
/// </summary>
public static class Statistics
{
    /// <summary>Rows that a transaction must have written before it counts again: fewer change no plan.</summary>
    public const int Many = 1000;

    /// <summary>Counts a table, with what this transaction has written to it.</summary>
    public static Task RefreshAsync(DbTransaction transaction, string table) =>
        transaction is NpgsqlTransaction ? transaction.Connection!.ExecuteAsync($"ANALYZE {table}", transaction: transaction) : Task.CompletedTask;

    /// <summary>Counts every table that has changed much since it was counted last. The server does so by itself once a minute, which an initial cycle cannot wait for.</summary>
    public static async Task RefreshChangedAsync(DbConnection connection)
    {
        if (connection is not NpgsqlConnection)
            return;

        const string changed = """
            SELECT quote_ident(relname) FROM pg_stat_user_tables
            WHERE schemaname = current_schema() AND n_mod_since_analyze > @Many + n_live_tup / 5
            """;
        foreach (var table in await connection.QueryAsync<string>(changed, new { Many }))
            await connection.ExecuteAsync($"ANALYZE {table}");
    }
}
