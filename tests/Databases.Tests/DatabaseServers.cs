using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sutler.Odbc;
using Sutler.Storage.Sqlite;
using Sutler.Testing.Servers;

namespace Sutler.Databases.Tests;

/// <summary>PostgreSQL and MariaDB of the tests' own, one each, and a place for SQLite files.</summary>
public sealed class DatabaseServers : IAsyncLifetime
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";
    public const string MariaDb = "MariaDB through ODBC";

    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-databases-").FullName;
    private readonly PostgresServer _postgres = new();
    private readonly MariaDbServer _mariaDb = new();
    private int _databases;

    public ValueTask InitializeAsync()
    {
        SystemSqlite.Use();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _mariaDb.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Makes an empty database; skips the test, with the reason, where the server is not installed.</summary>
    internal async Task<TestDatabase> MakeAsync(string product)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"sutler{Interlocked.Increment(ref _databases)}");
        return product switch
        {
            Sqlite => OnSqlite(Path.Combine(_folder, name + ".db")),
            Postgres => await OnPostgresAsync(name),
            _ => await OnMariaDbAsync(name),
        };
    }

    private static TestDatabase OnSqlite(string path) =>
        new(Sqlite, $"provider: sqlite\n  dataSource: {path}", () => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()));

    private async Task<TestDatabase> OnPostgresAsync(string name)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await _postgres.StartAsync();
        var server = _postgres.NpgsqlConnectionString + ";Pooling=false";
        new TestDatabase(Postgres, "", () => new NpgsqlConnection(server)).Run($"CREATE DATABASE {name}");
        var text = new NpgsqlConnectionStringBuilder(_postgres.NpgsqlConnectionString) { Database = name }.ToString();
        return new TestDatabase(Postgres, $"provider: postgres\n  connectionString: {text}", () => new NpgsqlConnection(text + ";Pooling=false"));
    }

    private async Task<TestDatabase> OnMariaDbAsync(string name)
    {
        Assert.SkipWhen(MariaDbServer.Missing is not null, MariaDbServer.Missing ?? "");
        await _mariaDb.StartAsync();
        var server = _mariaDb.OdbcConnectionString;
        new TestDatabase(MariaDb, "", () => new OdbcConnection(server)).Run($"CREATE DATABASE {name} CHARACTER SET utf8mb4");
        var text = $"{server};Database={name}";
        return new TestDatabase(MariaDb, $"provider: odbc\n  connectionString: {text}", () => new OdbcConnection(text));
    }
}
