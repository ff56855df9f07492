using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Sutler.Storage.Postgres;

/// <summary>
/// A PostgreSQL database shared by any number of processes. Writes run at READ COMMITTED: rows that are read to be written are locked with
/// <see cref="RowLock"/>, everything else is a single conditional statement.
/// </summary>
public sealed class PostgresDatabase : Database
{
    /// <summary>Taken while migrations run, so that two processes that start together do not both apply one.</summary>
    private const long MigrationLock = 0x5375746C6572;

    private readonly NpgsqlDataSource _source;

    private PostgresDatabase(NpgsqlDataSource source) => _source = source;

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <summary>The pool itself, for what needs a connection of its own (LISTEN, the scheduler).</summary>
    public NpgsqlDataSource Source => _source;

    /// <summary>Connects and applies <paramref name="migrations"/> that the database has not seen.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses the credentials.</exception>
    public static async Task<PostgresDatabase> OpenAsync(string connectionString, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "sutler", MaxAutoPrepare = 100 });
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await RunAsync(connection, "SELECT pg_advisory_lock(@key)", cancellationToken);
            Migrator.Apply(connection, migrations);
            await RunAsync(connection, "SELECT pg_advisory_unlock(@key)", cancellationToken);
            return new PostgresDatabase(source);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string TimeSql(TimeSpan ago = default) => string.Create(
        CultureInfo.InvariantCulture,
        $"to_char((clock_timestamp() - interval '{ago.TotalSeconds:0.000} seconds') AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')");

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <inheritdoc/>
    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        return await work(connection);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("key", MigrationLock);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
